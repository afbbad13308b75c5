import type { PreparedFault } from '../faults/types.ts';
import { meeting, type NodesByZone } from '../scenarios/fault-overlaps.ts';
import type { PlannedFault } from '../scenarios/fault-types.ts';
import { FaultCourse, type FaultStage, LEAD_SECONDS, LOOK_SECONDS } from './fault-course.ts';
import type { Moment } from './timeline.ts';

/** A fault of the plan, ready to be done. */
export interface ReadyFault {
  readonly fault: PlannedFault;
  readonly prepared: PreparedFault;
}

/** The faults of one repetition, each at its time and every one healed. */
export class FaultTimeline {
  readonly #courses: readonly FaultCourse[];
  readonly #known: NodesByZone;

  constructor(faults: readonly ReadyFault[], stage: FaultStage, known: NodesByZone) {
    this.#courses = faults.map(({ fault, prepared }) => new FaultCourse(fault, prepared, stage));
    this.#known = known;
  }

  moments(): readonly Moment[] {
    return this.#courses.flatMap((course) => [
      { second: course.fault.startSecond - LOOK_SECONDS, act: () => course.look() },
      { second: course.fault.startSecond - LEAD_SECONDS, act: () => this.#begin(course) },
    ]);
  }

  /** Resolves when every fault that began is over; none is left going on, whatever happened. */
  async ended(): Promise<void> {
    await Promise.all(this.#courses.map((course) => course.ended()));
  }

  /** By the plan the one before was to be healed by now. */
  #begin(course: FaultCourse): void {
    for (const other of this.#courses) {
      const both = other.isGoingOn && other !== course ? meeting(other.fault, course.fault, this.#known) : null;
      if (both === null) continue;
      course.refuse(`${other.fault.id} was not healed when it was to begin, and both have ${both}`);
      return;
    }
    course.begin();
  }
}
