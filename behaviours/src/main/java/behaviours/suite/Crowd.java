package behaviours.suite;

import behaviours.ServerUnderTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Many clients at once, each no more than a socket, so that thousands of them cost the tests little. */
final class Crowd implements AutoCloseable {
    private static final int DEADLINE_MILLIS = 5_000;
    private static final int BURST = 5;
    private final List<Socket> clients = new ArrayList<>();
    private final InetSocketAddress address;

    Crowd(ServerUnderTest server) {
        address = server.address();
    }

    /** Connects until there are so many, in bursts that fit into a small backlog. */
    Crowd growTo(int size) {
        while (clients.size() < size) {
            Socket client = new Socket();
            clients.add(client);
            if (clients.size() % BURST == 0 && size - clients.size() >= BURST) BusyContract.pause(BURST);
            try {
                client.setTcpNoDelay(true);
                client.setSoTimeout(DEADLINE_MILLIS);
                client.connect(address, DEADLINE_MILLIS);
            } catch (IOException e) {
                throw new AssertionError("client " + clients.size() + " of " + size + " could not connect: " + e.getMessage(), e);
            }
        }
        return this;
    }

    /** Every one of them sends this. */
    void send(byte[] bytes) {
        for (int i = 0; i < clients.size(); i++) send(i, bytes);
    }

    /** Each of the last {@code count} clients asks and reads an answer that is known to be so long. */
    void exchange(int count, byte[] request, int answerLength) {
        for (int i = clients.size() - count; i < clients.size(); i++) {
            send(i, request);
            try {
                InputStream in = clients.get(i).getInputStream();
                int received = in.readNBytes(answerLength).length;
                if (received < answerLength) throw new AssertionError(which(i) + " was closed after " + received + " bytes of its answer");
            } catch (IOException e) {
                throw new AssertionError(which(i) + " got no answer: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public void close() {
        for (Socket client : clients) {
            try {
                client.close();
            } catch (IOException e) {
                continue; // it is gone already
            }
        }
    }

    private void send(int client, byte[] bytes) {
        try {
            clients.get(client).getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new AssertionError(which(client) + " could not send: " + e.getMessage(), e);
        }
    }

    private String which(int client) {
        return "client " + (client + 1) + " of " + clients.size();
    }
}
