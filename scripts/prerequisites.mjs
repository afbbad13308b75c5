import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const JAVA_MAJOR = 17;

/** "openjdk version "17.0.15"" → 17, "1.8.0_412" → 8; null when it cannot be told. */
export function javaMajor(versionText) {
  const match = /version "(?:1\.)?(\d+)/.exec(versionText);
  return match ? Number(match[1]) : null;
}

function javaProblem(environment) {
  const home = environment.JAVA_HOME;
  const java = home ? join(home, 'bin/java') : 'java';
  const { error, stderr } = spawnSync(java, ['-version'], { encoding: 'utf8', env: environment });
  const todo = `  Install a JDK ${JAVA_MAJOR} or later (Debian: apt-get install openjdk-17-jdk-headless; macOS: brew install openjdk@17).`;
  if (error) return `No Java: ${java} cannot be started${home ? ' (from JAVA_HOME)' : ''}.\n${todo}`;
  const major = javaMajor(stderr);
  if (major !== null && major >= JAVA_MAJOR) return null;
  return `Apache Kafka needs Java ${JAVA_MAJOR} or later; ${java} is ${major ?? 'of an unknown version'}.\n${todo}`;
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
