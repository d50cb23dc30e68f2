package org.meanfield4j.core.files;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces a file by a complete new one or not at all: a temporary file in the same folder, fsync, atomic rename,
 * fsync of the folder. A crash or a full disk at any moment leaves the old file. The file stays the user's: a symbolic
 * link leads to the same place afterwards, owner and permissions are kept, and what is no regular file is refused.
 */
public final class AtomicFile {
    private static final int MOST_LINKS = 40;

    /** What goes into the file. */
    public interface Content {
        /**
         * Writes it.
         *
         * @param out closed by the caller
         * @throws IOException if it cannot be written
         */
        void writeTo(OutputStream out) throws IOException;
    }

    private AtomicFile() {}

    /**
     * Writes a file.
     *
     * @param target replaced as a whole, behind a symbolic link; its folder is made
     * @param content what goes into it
     * @throws IOException if it cannot be written; the old file is untouched
     */
    public static void write(Path target, Content content) throws IOException {
        write(target, content, UnaryOperator.identity());
    }

    /** With a filter around the stream of the temporary file, so that tests can let the disk run full. */
    static void write(Path named, Content content, UnaryOperator<OutputStream> disk) throws IOException {
        Path target = target(named);
        Path temporary = temporary(target);
        removeOrphans(target);
        try {
            // A plain file: a channel would close itself on a thread whose interrupt flag is set, and stop is pressed.
            try (FileOutputStream file = new FileOutputStream(temporary.toFile());
                    OutputStream out = new BufferedOutputStream(disk.apply(file), 1 << 16)) {
                likeTheEarlier(target, temporary);
                content.writeTo(out);
                out.flush();
                file.getFD().sync();
            }
            moveOver(temporary, target);
        } catch (FileNotFoundException e) {
            throw new FileSystemException(named.toString(), null, reason(temporary, e));
        } finally {
            Files.deleteIfExists(temporary);
        }
        forceFolder(target.getParent());
    }

    /** Tries the place of a file by writing a temporary one beside it, and clears what a killed process left there. */
    public static void requireWritable(Path named) throws IOException {
        Path target = target(named);
        removeOrphans(target);
        Path temporary = temporary(target);
        try {
            new FileOutputStream(temporary.toFile()).close();
        } catch (FileNotFoundException e) {
            throw new FileSystemException(named.toString(), null, reason(temporary, e));
        }
        Files.delete(temporary);
    }

    /** Where the content goes: behind symbolic links, and only to a regular file or a new one. */
    private static Path target(Path named) throws IOException {
        Path target = named.toAbsolutePath();
        for (int links = 0; Files.isSymbolicLink(target); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemException(named.toString(), null, "is a link that leads in a circle");
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        Path folder = target.getParent();
        if (folder == null || Files.isDirectory(target)) {
            throw new FileSystemException(named.toString(), null, "is a folder");
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new FileSystemException(named.toString(), null, "is a device or pipe, no regular file");
        }
        if (Files.exists(target) && !Files.isWritable(target)) {
            throw new FileSystemException(named.toString(), null, "is write-protected");
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
        return target;
    }

    /** Unique to process and thread: two writers of one file never share a temporary one. */
    private static Path temporary(Path target) {
        return target.resolveSibling(prefix(target) + ProcessHandle.current().pid() + "-"
                + Thread.currentThread().getId() + ".tmp");
    }

    private static String prefix(Path target) {
        String name = target.getFileName().toString();
        // A longer one would leave no room for the rest: file systems end at 255 bytes.
        return "." + (name.length() > 50 ? Integer.toHexString(name.hashCode()) : name) + ".";
    }

    /** A process that was killed while it wrote this file could not delete its temporary one. */
    private static void removeOrphans(Path target) {
        Pattern ours = Pattern.compile(Pattern.quote(prefix(target)) + "(\\d{1,18})-\\d+\\.tmp");
        String[] names = target.getParent().toFile().list();
        for (String name : names == null ? new String[0] : names) {
            Matcher matcher = ours.matcher(name);
            if (matcher.matches()) {
                File file = target.resolveSibling(name).toFile();
                // A number may have been given again, to a process that started after the file was written.
                boolean alive = ProcessHandle.of(Long.parseLong(matcher.group(1)))
                        .map(process -> process.info()
                                .startInstant()
                                .map(start -> start.toEpochMilli() <= file.lastModified() + 1000)
                                .orElse(true))
                        .orElse(false);
                if (!alive) {
                    file.delete();
                }
            }
        }
    }

    /** Owner and permissions of the file that is replaced, as far as this user may give them. */
    private static void likeTheEarlier(Path target, Path temporary) throws IOException {
        if (!Files.exists(target)
                || !target.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        PosixFileAttributes earlier = Files.readAttributes(target, PosixFileAttributes.class);
        PosixFileAttributeView view = Files.getFileAttributeView(temporary, PosixFileAttributeView.class);
        try {
            if (!view.readAttributes().group().equals(earlier.group())) {
                view.setGroup(earlier.group());
            }
            if (!view.readAttributes().owner().equals(earlier.owner())) {
                view.setOwner(earlier.owner());
            }
        } catch (IOException e) {
            // Only root gives files away; the content is what counts.
        }
        view.setPermissions(earlier.permissions());
    }

    /** The whole content of a file, whatever the interrupt flag of the thread says. */
    public static byte[] read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a folder");
        }
        long size = Files.size(file);
        long most = Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory());
        if (size > most) {
            throw new FileSystemException(
                    file.toString(), null, "has " + size + " bytes, at most " + most + " fit into the heap");
        }
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            return in.readAllBytes();
        }
    }

    /** The lines of a text in UTF-8; the mark that Excel puts in front is no part of it. */
    public static List<String> lines(Path file) throws IOException {
        byte[] bytes = read(file);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), text, true);
        text.flip();
        if (result.isError()) {
            long line = text.chars().filter(c -> c == '\n').count() + 1;
            throw new IOException("line " + line + " has a byte that is no UTF-8; save it as UTF-8");
        }
        String whole = text.toString();
        return (whole.startsWith("\ufeff") ? whole.substring(1) : whole).lines().toList();
    }

    /**
     * The reason in words a reader of a notebook understands.
     *
     * @param named the file that the message names already
     * @param e what went wrong
     * @return without the name
     */
    public static String reason(Path named, IOException e) {
        if (e instanceof FileSystemException f) {
            String other = f.getFile() == null || f.getFile().equals(named.toString()) ? "" : f.getFile() + " ";
            if (e instanceof FileAlreadyExistsException) {
                return other + "is a file, not a folder";
            }
            if (e instanceof NoSuchFileException) {
                return other + "does not exist";
            }
            if (e instanceof AccessDeniedException) {
                return "permission denied" + (other.isEmpty() ? "" : " for " + other.strip());
            }
            return f.getReason() == null ? "the system refused" : f.getReason();
        }
        String text = e.getMessage() == null ? "it ends too early" : e.getMessage();
        // What java.io says: name (reason).
        String start = named + " (";
        return e instanceof FileNotFoundException && text.startsWith(start) && text.endsWith(")")
                ? text.substring(start.length(), text.length() - 1)
                : text;
    }

    /** One line for a reader, without the names of exceptions in it. */
    public static UncheckedIOException failed(String line, Exception cause) {
        return new UncheckedIOException(line, new IOException(line, cause));
    }

    private static void moveOver(Path temporary, Path target) throws IOException {
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            throw new FileSystemException(target.toString(), null, "the file system has no atomic rename");
        } catch (FileSystemException e) {
            throw new FileSystemException(target.toString(), null, reason(temporary, e));
        }
    }

    /** Makes the rename itself durable where the system lets a folder be opened; Windows does not. */
    private static void forceFolder(Path folder) {
        // A folder opens as a channel only, which closes itself while the interrupt flag is set.
        boolean interrupted = Thread.interrupted();
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // The file is complete and in place; only its survival of a power cut within seconds is not assured.
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
