/*
 * The yardstick: one epoll loop that finds the blank line behind each request and answers it. It looks at nothing else, checks
 * nothing, limits nothing and has no deadlines. All answers of what one read brought go out in one write.
 *
 *   epoll PORT         keeps every connection
 *   epoll PORT close   closes behind the first answer, whatever the client asks for
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CONNECTIONS = 65536, EVENTS = 512, INPUT = 65536, ANSWER = 256, BATCH = INPUT / 4 };

struct connection {
    int matched;     /* how much of the blank line has come, \r\n\r\n: 0 to 3 */
    char *unsent;    /* what a short write has left, or NULL; nothing is read until it is gone */
    size_t from, to; /* where in it the rest is */
};

static struct connection connections[CONNECTIONS];
static char input[INPUT];
static char output[BATCH * ANSWER]; /* the answer, again and again */
static size_t answer_length;
static time_t answer_second;
static int closing;
static int poller;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

/* The answer has a new Date each second. */
static void make_answers(size_t wanted) {
    static size_t made;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME_COARSE, &now);
    if (now.tv_sec != answer_second) {
        char date[64];
        struct tm utc;
        answer_second = now.tv_sec;
        strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S GMT", gmtime_r(&answer_second, &utc));
        answer_length = snprintf(output, ANSWER, "HTTP/1.1 200 OK\r\nDate: %s\r\n%sContent-Type: text/plain\r\n"
                "Content-Length: 14\r\n\r\nHello, World!\n", date, closing ? "Connection: close\r\n" : "");
        made = 1;
    }
    for (; made < wanted; made++) {
        memcpy(output + made * answer_length, output, answer_length);
    }
}

static void watch(int operation, int fd, unsigned events) {
    struct epoll_event event = {.events = events, .data.fd = fd};
    if (epoll_ctl(poller, operation, fd, &event) < 0) {
        fail("epoll_ctl");
    }
}

static void end(int fd) {
    free(connections[fd].unsent);
    connections[fd].unsent = NULL;
    close(fd);
}

static void accept_all(int listener) {
    int fd;
    while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
        if (fd >= CONNECTIONS) {
            close(fd);
            continue;
        }
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
        connections[fd].matched = 0;
        watch(EPOLL_CTL_ADD, fd, EPOLLIN);
    }
}

/* Returns how many requests end in what has come. */
static size_t count_requests(struct connection *connection, size_t length) {
    size_t requests = 0;
    int matched = connection->matched;
    for (size_t i = 0; i < length; i++) {
        if (input[i] == (matched & 1 ? '\n' : '\r')) {
            if (++matched == 4) {
                requests++;
                matched = 0;
            }
        } else {
            matched = input[i] == '\r';
        }
    }
    connection->matched = matched;
    return requests;
}

static void keep_unsent(int fd, size_t from, size_t to) {
    struct connection *connection = &connections[fd];
    connection->unsent = malloc(to - from);
    if (!connection->unsent) {
        fail("malloc");
    }
    memcpy(connection->unsent, output + from, to - from);
    connection->from = 0;
    connection->to = to - from;
    watch(EPOLL_CTL_MOD, fd, EPOLLOUT);
}

static void readable(int fd) {
    ssize_t length = read(fd, input, INPUT);
    if (length <= 0) {
        if (length == 0 || errno != EAGAIN) {
            end(fd);
        }
        return;
    }
    size_t requests = count_requests(&connections[fd], length);
    if (requests == 0) {
        return;
    }
    make_answers(requests);
    size_t wanted = (closing ? 1 : requests) * answer_length;
    ssize_t sent = write(fd, output, wanted);
    if ((sent < 0 && errno != EAGAIN) || closing) {
        end(fd);
    } else if (sent < (ssize_t) wanted) {
        keep_unsent(fd, sent < 0 ? 0 : sent, wanted);
    }
}

static void writable(int fd) {
    struct connection *connection = &connections[fd];
    ssize_t sent = write(fd, connection->unsent + connection->from, connection->to - connection->from);
    if (sent < 0) {
        if (errno != EAGAIN) {
            end(fd);
        }
    } else if ((connection->from += sent) == connection->to) {
        free(connection->unsent);
        connection->unsent = NULL;
        watch(EPOLL_CTL_MOD, fd, EPOLLIN);
    }
}

int main(int count, char **arguments) {
    if (count < 2) {
        fputs("usage: epoll PORT [close]\n", stderr);
        return 2;
    }
    closing = count > 2;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(arguments[1])),
            .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));
    if (listener < 0 || bind(listener, (struct sockaddr *) &address, sizeof address) < 0 || listen(listener, 1024) < 0) {
        fail("listen");
    }
    poller = epoll_create1(0);
    watch(EPOLL_CTL_ADD, listener, EPOLLIN);
    struct epoll_event events[EVENTS];
    for (;;) {
        int ready = epoll_wait(poller, events, EVENTS, -1);
        for (int i = 0; i < ready; i++) {
            int fd = events[i].data.fd;
            if (fd == listener) {
                accept_all(listener);
            } else if (connections[fd].unsent) {
                writable(fd);
            } else {
                readable(fd);
            }
        }
    }
}
