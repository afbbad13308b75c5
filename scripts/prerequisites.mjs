import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const JAVA_MAJOR = 17;

/** JAVA_HOME's, else PATH's, as the local platforms look for it. */
const candidates = ({ JAVA_HOME }) => (JAVA_HOME ? [join(JAVA_HOME, 'bin/java'), 'java'] : ['java']);

/** Major version of a Java: 17 of "17.0.15", 8 of "1.8.0_412"; null when it cannot be started or told. */
function majorOf(java, environment) {
  const { stderr } = spawnSync(java, ['-version'], { encoding: 'utf8', env: environment });
  const match = /version "(?:1\.)?(\d+)/.exec(stderr ?? '');
  return match ? Number(match[1]) : null;
}

function javaProblem(environment) {
  const found = candidates(environment).map((java) => ({ java, major: majorOf(java, environment) }));
  if (found.some(({ major }) => major !== null && major >= JAVA_MAJOR)) return null;
  const seen = found.map(({ java, major }) =>
    major === null ? `${java} does not work` : `${java} is version ${major}`,
  );
  return (
    `Apache Kafka needs Java ${JAVA_MAJOR} or later: ${seen.join(', ')}.\n` +
    `  Install a JDK and put it on PATH or into JAVA_HOME (Debian: apt-get install openjdk-${JAVA_MAJOR}-jdk-headless; macOS: brew install openjdk).`
  );
}

function mavenProblem(environment) {
  const { error, status } = spawnSync('mvn', ['--version'], { stdio: 'ignore', env: environment });
  if (!error && status === 0) return null;
  const what = error ? 'No Maven: mvn cannot be started' : `mvn --version ended with status ${status}`;
  return `${what}; it fetches Apache Kafka.\n  Install it (Debian: apt-get install maven; macOS: brew install maven).`;
}

/** What npm cannot bring and the local platforms need: one message for each, empty when all is there. */
export function missingPrograms(environment = process.env) {
  return [javaProblem(environment), mavenProblem(environment)].filter((problem) => problem !== null);
}
