import type { BrokerAddress, ClusterAnswer } from '../kafka/read-only/answers.ts';

/** Without those that are registered and that the controller does not hear from. */
export const liveBrokers = ({ brokers }: Pick<ClusterAnswer, 'brokers'>): readonly BrokerAddress[] =>
  brokers.filter(({ fenced }) => fenced !== true);
