package workbench.tier;

import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.server.log.remote.storage.RemoteLogSegmentMetadata;
import org.apache.kafka.server.log.remote.storage.RemoteStorageManager.IndexType;

/**
 * Keys of a segment's objects:
 * {@code segments/<topic>-<topicId>/<partition>/<baseOffset>-<segmentId>/log} and beside it its indexes.
 * The base offset has 20 digits, as in the broker's own file names, so that a listing is in the order of the log.
 */
record SegmentObjects(String folder) {
    static SegmentObjects of(RemoteLogSegmentMetadata segment) {
        TopicIdPartition partition = segment.remoteLogSegmentId().topicIdPartition();
        return new SegmentObjects(String.format("segments/%s-%s/%d/%020d-%s/",
                partition.topic(), partition.topicId(), partition.partition(),
                segment.startOffset(), segment.remoteLogSegmentId().id()));
    }

    String log() {
        return folder + "log";
    }

    String index(IndexType type) {
        return folder + switch (type) {
            case OFFSET -> "offset-index";
            case TIMESTAMP -> "time-index";
            case PRODUCER_SNAPSHOT -> "producer-snapshot";
            case TRANSACTION -> "transaction-index";
            case LEADER_EPOCH -> "leader-epoch";
        };
    }
}
