package workbench.tier;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.server.log.remote.storage.RemoteStorageException;

/**
 * The ranges of segments that were read last. A consumer's fetches are smaller than a range: without this, each of
 * them would ask the object store for bytes that the one before had brought already. Who asks for a range that is
 * on its way waits for it.
 */
final class RecentChunks {
    record Chunk(String key, int index) {}

    interface Loader {
        byte[] load() throws RemoteStorageException;
    }

    private final Map<Chunk, CompletableFuture<byte[]>> chunks;

    RecentChunks(int kept) {
        chunks = new LinkedHashMap<>(kept, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Chunk, CompletableFuture<byte[]>> eldest) {
                return size() > kept;
            }
        };
    }

    byte[] get(Chunk chunk, Loader loader) throws RemoteStorageException {
        CompletableFuture<byte[]> ours = new CompletableFuture<>();
        CompletableFuture<byte[]> others;
        synchronized (chunks) {
            others = chunks.get(chunk);
            if (others == null) chunks.put(chunk, ours);
        }
        return others == null ? load(chunk, loader, ours) : await(others);
    }

    private byte[] load(Chunk chunk, Loader loader, CompletableFuture<byte[]> ours) throws RemoteStorageException {
        try {
            byte[] bytes = loader.load();
            ours.complete(bytes);
            return bytes;
        } catch (RemoteStorageException | RuntimeException | Error error) {
            synchronized (chunks) {
                chunks.remove(chunk, ours);
            }
            ours.completeExceptionally(error);
            throw error;
        }
    }

    private static byte[] await(CompletableFuture<byte[]> others) throws RemoteStorageException {
        try {
            return others.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RemoteStorageException error) throw error;
            throw new RemoteStorageException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RemoteStorageException("Interrupted while another read brought the range", interrupted);
        }
    }
}
