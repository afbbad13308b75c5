import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.connect.mirror.ConfigPropertyFilter;
import org.apache.kafka.connect.mirror.DefaultConfigPropertyFilter;
import org.apache.kafka.connect.mirror.DefaultGroupFilter;
import org.apache.kafka.connect.mirror.DefaultReplicationPolicy;
import org.apache.kafka.connect.mirror.DefaultTopicFilter;
import org.apache.kafka.connect.mirror.IdentityReplicationPolicy;
import org.apache.kafka.connect.mirror.MirrorSourceConnector;
import org.apache.kafka.connect.mirror.ReplicationPolicy;
import org.apache.kafka.connect.mirror.SourceAndTarget;
import org.apache.kafka.connect.mirror.TopicFilter;

/** Asks MirrorMaker 2's own code, with its defaults, what it would carry. One line in, one line out. */
public class Fates {
  public static void main(String[] args) throws Exception {
    DefaultTopicFilter topics = new DefaultTopicFilter();
    topics.configure(Map.of());
    DefaultGroupFilter groups = new DefaultGroupFilter();
    groups.configure(Map.of());
    DefaultConfigPropertyFilter configs = new DefaultConfigPropertyFilter();
    configs.configure(Map.of());
    ReplicationPolicy renaming = new DefaultReplicationPolicy();
    IdentityReplicationPolicy identity = new IdentityReplicationPolicy();
    identity.configure(Map.of("source.cluster.alias", "old"));
    MirrorSourceConnector connector = connector(identity, topics, configs);

    for (String line : new String(System.in.readAllBytes(), "UTF-8").split("\n")) {
      String[] words = line.split(" ");
      String answer = switch (words[0]) {
        case "topic" -> String.valueOf(call(connector, "shouldReplicateTopic", String.class, words[1]));
        case "renamed" -> renaming.formatRemoteTopic("old", words[1]);
        case "kept" -> identity.formatRemoteTopic("old", words[1]);
        case "group" -> String.valueOf(groups.shouldReplicateGroup(words[1]));
        case "config" -> String.valueOf(changesConfig(connector, words[1], words[2], false));
        case "resets" -> String.valueOf(
            !configs.shouldReplicateSourceDefault(words[1]) && changesConfig(connector, words[1], words[2], true));
        case "acl" -> carriedAcl(connector, words);
        case "default" -> defaultOf(words[1], words[2]);
        default -> throw new IllegalArgumentException(line);
      };
      System.out.println(answer);
    }
  }

  static MirrorSourceConnector connector(ReplicationPolicy policy, TopicFilter topics, ConfigPropertyFilter configs)
      throws Exception {
    var constructor = MirrorSourceConnector.class.getDeclaredConstructor(
        SourceAndTarget.class, ReplicationPolicy.class, TopicFilter.class, ConfigPropertyFilter.class);
    constructor.setAccessible(true);
    return constructor.newInstance(new SourceAndTarget("old", "new"), policy, topics, configs);
  }

  static Object call(Object on, String name, Class<?> type, Object argument) throws Exception {
    Method method = on.getClass().getDeclaredMethod(name, type);
    method.setAccessible(true);
    return method.invoke(on, argument);
  }

  /** Whether it is among what a new topic is made with, or what a round of later changes sets or takes away. */
  static boolean changesConfig(MirrorSourceConnector connector, String name, String source, boolean isLater)
      throws Exception {
    ConfigEntry entry = new ConfigEntry(
        name, "x", ConfigEntry.ConfigSource.valueOf(source), false, false, List.of(), ConfigEntry.ConfigType.STRING, "");
    Method method = MirrorSourceConnector.class.getDeclaredMethod("targetConfig", Config.class, boolean.class);
    method.setAccessible(true);
    return !((Config) method.invoke(connector, new Config(List.of(entry)), isLater)).entries().isEmpty();
  }

  /** As syncTopicAcls does: topics, literal, of replicated topics, not to write; and with which operation. */
  static String carriedAcl(MirrorSourceConnector connector, String[] words) throws Exception {
    ResourcePattern pattern = new ResourcePattern(
        ResourceType.valueOf(words[1]), words[2], PatternType.valueOf(words[3]));
    AclBinding acl = new AclBinding(pattern,
        new AccessControlEntry("User:x", "*", AclOperation.valueOf(words[4]), AclPermissionType.valueOf(words[5])));
    boolean isCarried = pattern.resourceType() == ResourceType.TOPIC && pattern.patternType() == PatternType.LITERAL
        && (boolean) call(connector, "shouldReplicateAcl", AclBinding.class, acl)
        && (boolean) call(connector, "shouldReplicateTopic", String.class, words[2]);
    if (!isCarried) return "dropped";
    AclBinding target = (AclBinding) call(connector, "targetAclBinding", AclBinding.class, acl);
    return target.entry().operation() == acl.entry().operation() ? "carried" : "changed " + target.entry().operation();
  }

  static String defaultOf(String owner, String key) throws Exception {
    var field = Class.forName("org.apache.kafka.connect.mirror." + owner).getDeclaredField("CONNECTOR_CONFIG_DEF");
    field.setAccessible(true);
    Object value = ((ConfigDef) field.get(null)).configKeys().get(key).defaultValue;
    return String.valueOf(value);
  }
}
