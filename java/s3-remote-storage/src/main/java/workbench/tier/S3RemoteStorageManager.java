package workbench.tier;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.server.log.remote.storage.LogSegmentData;
import org.apache.kafka.server.log.remote.storage.RemoteLogSegmentMetadata;
import org.apache.kafka.server.log.remote.storage.RemoteLogSegmentMetadata.CustomMetadata;
import org.apache.kafka.server.log.remote.storage.RemoteStorageException;
import org.apache.kafka.server.log.remote.storage.RemoteStorageManager;
import software.amazon.awssdk.core.sync.RequestBody;

/** Keeps closed segments and their indexes in an S3-compatible object store, one object each. */
public final class S3RemoteStorageManager implements RemoteStorageManager {
    private Bucket bucket;
    private RecentChunks chunks;
    private int chunkBytes;

    @Override
    public void configure(Map<String, ?> settings) {
        S3StorageConfig config = new S3StorageConfig(settings);
        bucket = new Bucket(config);
        chunks = new RecentChunks(config.chunksKept());
        chunkBytes = config.chunkBytes();
    }

    /** The log comes last: where it is, everything else of its segment is there, too. */
    @Override
    public Optional<CustomMetadata> copyLogSegmentData(RemoteLogSegmentMetadata metadata, LogSegmentData data)
            throws RemoteStorageException {
        SegmentObjects objects = SegmentObjects.of(metadata);
        bucket.put(objects.index(IndexType.OFFSET), RequestBody.fromFile(data.offsetIndex()));
        bucket.put(objects.index(IndexType.TIMESTAMP), RequestBody.fromFile(data.timeIndex()));
        bucket.put(objects.index(IndexType.PRODUCER_SNAPSHOT), RequestBody.fromFile(data.producerSnapshotIndex()));
        if (data.transactionIndex().isPresent()) {
            bucket.put(objects.index(IndexType.TRANSACTION), RequestBody.fromFile(data.transactionIndex().get()));
        }
        bucket.put(objects.index(IndexType.LEADER_EPOCH),
                RequestBody.fromRemainingByteBuffer(data.leaderEpochIndex().duplicate()));
        bucket.put(objects.log(), RequestBody.fromFile(data.logSegment()));
        return Optional.empty();
    }

    @Override
    public InputStream fetchLogSegment(RemoteLogSegmentMetadata metadata, int startPosition)
            throws RemoteStorageException {
        return read(metadata, startPosition, metadata.segmentSizeInBytes());
    }

    /** {@code endPosition} is read, too, as the interface has it. */
    @Override
    public InputStream fetchLogSegment(RemoteLogSegmentMetadata metadata, int startPosition, int endPosition)
            throws RemoteStorageException {
        return read(metadata, startPosition, Math.min(endPosition + 1L, metadata.segmentSizeInBytes()));
    }

    private InputStream read(RemoteLogSegmentMetadata metadata, long start, long end) throws RemoteStorageException {
        String key = SegmentObjects.of(metadata).log();
        return new SegmentStream(bucket, chunks, key, chunkBytes, metadata.segmentSizeInBytes(), start, end).opened();
    }

    @Override
    public InputStream fetchIndex(RemoteLogSegmentMetadata metadata, IndexType type) throws RemoteStorageException {
        return new ByteArrayInputStream(bucket.get(SegmentObjects.of(metadata).index(type)));
    }

    @Override
    public void deleteLogSegmentData(RemoteLogSegmentMetadata metadata) throws RemoteStorageException {
        SegmentObjects objects = SegmentObjects.of(metadata);
        List<String> keys = Stream.concat(
                Stream.of(objects.log()), Arrays.stream(IndexType.values()).map(objects::index)).toList();
        bucket.delete(keys);
    }

    @Override
    public void close() {
        if (bucket != null) bucket.close();
    }
}
