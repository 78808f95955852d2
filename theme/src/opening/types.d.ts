/** The hours of a place as its data- attributes give them: publish/wording/hours.py. */
interface OpeningHours {
  week: string;
  closed?: string;
  dept?: string;
}

/** A time that a place is open, in minutes since 1970 as its own clocks show them. */
interface OpeningSlot {
  start: number;
  end: number;
  /** `r` where only an appointment opens it. */
  rule: string;
}

/** What a day holds: its slots, or the reason why it has none. */
interface OpeningDay {
  slots: OpeningSlot[];
  until?: number;
  holiday?: string;
  unspecified?: boolean;
}
