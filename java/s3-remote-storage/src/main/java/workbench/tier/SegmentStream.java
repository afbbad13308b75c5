package workbench.tier;

import java.io.IOException;
import java.io.InputStream;
import org.apache.kafka.server.log.remote.storage.RemoteStorageException;
import workbench.tier.RecentChunks.Chunk;

/**
 * Bytes [position, end) of a segment, brought in ranges as they are read. The broker reads as much as a consumer
 * asked for and closes: a request for all the rest would be torn off, with more sent than anybody read.
 */
final class SegmentStream extends InputStream {
    private final Bucket bucket;
    private final RecentChunks chunks;
    private final String key;
    private final int chunkBytes;
    private final long segmentBytes;
    private final long end;
    private long position;

    /** {@code end} is at most {@code segmentBytes}, the size of the whole segment. */
    SegmentStream(Bucket bucket, RecentChunks chunks, String key, int chunkBytes, long segmentBytes,
            long position, long end) {
        this.bucket = bucket;
        this.chunks = chunks;
        this.key = key;
        this.chunkBytes = chunkBytes;
        this.segmentBytes = segmentBytes;
        this.position = position;
        this.end = end;
    }

    /** Asks for the first range now, so that a segment that is not there is told as such. */
    SegmentStream opened() throws RemoteStorageException {
        if (position < end) chunkAt(position);
        return this;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) return 0;
        if (position >= end) return -1;
        byte[] chunk;
        try {
            chunk = chunkAt(position);
        } catch (RemoteStorageException error) {
            throw new IOException(error);
        }
        int from = (int) (position % chunkBytes);
        int count = (int) Math.min(Math.min(length, chunk.length - from), end - position);
        if (count <= 0) throw new IOException(key + " ends before byte " + position);
        System.arraycopy(chunk, from, into, offset, count);
        position += count;
        return count;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, end - position));
    }

    private byte[] chunkAt(long at) throws RemoteStorageException {
        int index = (int) (at / chunkBytes);
        long first = (long) index * chunkBytes;
        long last = Math.min(first + chunkBytes, segmentBytes) - 1;
        return chunks.get(new Chunk(key, index), () -> bucket.get(key, first, last));
    }
}
