#!/bin/sh
# Streams: one line every 200 ms, five of them. From stage5-gateway:
#   java -jar target/stage5.jar --app /cgi-bin=cgi:examples/cgi-bin
#   curl -N http://127.0.0.1:8005/cgi-bin/slow.sh
printf 'Content-Type: text/plain\n\n'
for n in 1 2 3 4 5; do
    printf 'tick %s\n' "$n"
    sleep 0.2
done
