/** A file that nobody has filled in yet. */
export const byHandTemplate = (target: string): string => `\
# What depends on ${target.replace(/[\r\n]/g, ' ')} and cannot be read from it. Fill in what you know, as text or as a list.
# \`workbench target inventory\` keeps what stands here, adds rows for what is new, and marks what is gone. Rows,
# sections and comments of your own are kept, too.

cluster:
  # Who decides about this cluster, and whom to call when it is down.
  owner:
  contacts:
  # When it may be restarted or changed.
  maintenance windows:
  # Addresses of dashboards, and where alerts are defined, that read from this cluster or its metrics.
  dashboards:
  alerts:
  # Jobs that read from it or write to it, and where they run.
  Flink jobs:
  Spark jobs:
  # Terraform, Ansible, an operator: what creates topics, ACLs and users, and would put them back.
  infrastructure as code:

# A team or a person. A row may also hold several answers: { owner: payments, dashboard: https://… }
owners of topics:

owners of groups:

owners of connectors:

owners of principals:
`;

/** What is asked about the cluster itself: what the template asks. */
export const CLUSTER_QUESTIONS = [
  'owner',
  'contacts',
  'maintenance windows',
  'dashboards',
  'alerts',
  'Flink jobs',
  'Spark jobs',
  'infrastructure as code',
] as const;
