package daybreak.jobs.vault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.spec.PBEParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The file with the brokerage's keys, PKCS12, made on first use, readable by its owner alone. Who has the file has the
 * keys: what protects it is its permissions, not the password, which only the format wants.
 *
 * @param path of the file
 */
public record KeyFile(Path path) {

    /** The master key of the vault's files. */
    public static final String VAULT = "vault";

    /** The key of the hashes by which the ledger compares rows: without it nobody can guess a phone number from its row's hash. */
    public static final String ROW_HASH = "row-hash";

    private static final char[] PASSWORD = "daybreak".toCharArray();

    /** Every task that reads or writes the vault asks for a key; to open the file takes ten thousand rounds of hashing. */
    private static final Map<Path, Opened> OPENED = new ConcurrentHashMap<>();

    /** Few rounds: rounds without number would make a password that stands here no safer. */
    private static final int ITERATIONS = 1000;

    private static final String PROTECTION = "PBEWithHmacSHA256AndAES_256";

    /**
     * Opens the file, or makes it with fresh keys if it is not there.
     *
     * @throws UncheckedIOException if it cannot be made or read
     */
    public static KeyFile openOrMake(Path path) {
        KeyFile file = new KeyFile(path);
        if (!Files.exists(path)) {
            try {
                file.make();
            } catch (IOException e) {
                throw new UncheckedIOException("The key file " + path + " could not be made.", e);
            }
        }
        file.key(VAULT);
        return file;
    }

    /**
     * The key of that name.
     *
     * @throws UncheckedIOException if the file is not there or is no key file
     */
    public byte[] key(String name) {
        try {
            @Nullable Key key = opened().key(name);
            if (key == null) {
                throw new IOException("it has no key " + name);
            }
            return key.getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException("The key file " + path + " could not be read: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key file " + path + " could not be opened.", e);
        }
    }

    /** The file as it was last opened, if it has not changed since. */
    private Opened opened() throws IOException, GeneralSecurityException {
        BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
        @Nullable Opened last = OPENED.get(path);
        if (last == null || !last.modified().equals(now.lastModifiedTime()) || last.size() != now.size()) {
            try (InputStream in = Files.newInputStream(path)) {
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(in, PASSWORD);
                last = new Opened(store, now.lastModifiedTime(), now.size());
            }
            OPENED.put(path, last);
        }
        return last;
    }

    private record Opened(KeyStore store, FileTime modified, long size) {

        private @Nullable Key key(String name) throws GeneralSecurityException {
            return store.getKey(name, PASSWORD);
        }
    }

    /** Written beside and moved into place, so that a process killed meanwhile leaves no half of a key file. */
    private void make() throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("The key file needs a folder: " + path);
        }
        if (!Files.exists(folder)) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        Path fresh = Files.createTempFile(
                folder,
                "fresh",
                ".p12",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, PASSWORD);
            SecureRandom random = new SecureRandom();
            for (String name : new String[] {VAULT, ROW_HASH}) {
                byte[] key = new byte[32];
                random.nextBytes(key);
                byte[] salt = new byte[20];
                random.nextBytes(salt);
                store.setEntry(
                        name,
                        new KeyStore.SecretKeyEntry(new SecretKeySpec(key, "AES")),
                        new KeyStore.PasswordProtection(PASSWORD, PROTECTION, new PBEParameterSpec(salt, ITERATIONS)));
            }
            try (OutputStream out = Files.newOutputStream(fresh)) {
                store.store(out, PASSWORD);
            }
            // A link fails where a move would overwrite: of two processes that start at once, the first one's keys
            // stay.
            Files.createLink(path, fresh);
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (GeneralSecurityException e) {
            throw new IOException("The keys could not be made.", e);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
