package io.github.loantwin.server.grpc;

import io.grpc.InsecureServerCredentials;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A Unix socket that only its owner can use. */
final class UnixSocket {
    private static final int LONGEST_PATH = 100;

    private final Path path;
    private final EventLoopGroup boss;
    private final EventLoopGroup workers;
    private boolean bound;

    UnixSocket(Path path) {
        this.path = path.toAbsolutePath();
        if (!Epoll.isAvailable()) {
            throw new IllegalArgumentException("a Unix socket needs Netty's native transport, which is missing here."
                    + "\nMaybe use TCP on 127.0.0.1: leave out --socket.");
        }
        int length = this.path.toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_PATH) {
            throw new IllegalArgumentException(
                    "the path of a Unix socket must have at most " + LONGEST_PATH + " bytes, got " + length + ": "
                            + this.path + ".\nMaybe put it into a folder with a shorter name.");
        }
        boss = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        workers = new MultiThreadIoEventLoopGroup(0, EpollIoHandler.newFactory());
    }

    NettyServerBuilder builder() throws IOException {
        removeStale();
        Class<? extends ServerChannel> type = EpollServerDomainSocketChannel.class;
        return NettyServerBuilder.forAddress(
                        new DomainSocketAddress(path.toString()), InsecureServerCredentials.create())
                .channelType(type)
                .bossEventLoopGroup(boss)
                .workerEventLoopGroup(workers);
    }

    /** Removes the file of a server that is gone; a socket that answers, or another file, stays. */
    private void removeStale() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        if (Files.isRegularFile(path) || Files.isDirectory(path)) {
            throw new IOException("there is already another file at " + path + ".\nMaybe choose another path.");
        }
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.connect(UnixDomainSocketAddress.of(path));
        } catch (IOException gone) {
            Files.deleteIfExists(path);
            return;
        }
        throw new IOException("another server listens at " + path + ".\nMaybe stop it, or choose another path.");
    }

    /** Lets only the owner connect. */
    void restrict() throws IOException {
        bound = true;
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    }

    void close() {
        boss.shutdownGracefully();
        workers.shutdownGracefully();
        try {
            if (bound) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
