/** What an address asks for, with a first answer where it has one. */
interface Query {
  title: string;
  /** What the status says, where there is no list of places. */
  words?: string;
  /** How places are listed; none where there is something else to show. */
  kind?: "near" | "around" | "departement";
  /** How the address says the same place once the question's partner or service is a filter. */
  place?: string;
  code?: string;
  from?: Position & { code?: string; commune?: number };
  /** The filter that the words of the question are. */
  ticked?: FilterKey | null;
  places?: Place[];
  before?: Node[];
  after?: Node[];
}

/** A choice of the form, as the address holds it. */
interface FilterKey {
  name: string;
  value: string;
}

/** What stands under the status: places, or an answer that has none. */
interface ResultsList {
  before: Node[];
  places: Place[] | null;
  after: Node[];
  /** True when there is nothing more to show. */
  isAll: boolean;
}

/** How many places each choice of the form concerns, in its order. */
interface FilterCounts {
  numbers: number[];
  among: number;
  /** True when they were counted among all places, so that a choice without any is no choice. */
  isExact: boolean;
}

/** All that the page of results shows; whoever wants it otherwise changes this. */
interface ResultsState {
  query: Query | null;
  status: string;
  isBusy: boolean;
  list: ResultsList | null;
  /** The filters in force. */
  chosen: FilterKey[];
  counts: FilterCounts | null;
}

type ResultsStore = import("./store.js").ResultsStore;

/** What the page of results offers to the list with filters. */
interface ResultsPage {
  root: string;
  store: ResultsStore;
  /** The address of the file of departments. */
  network: string;
  filters: HTMLFormElement;
  tools: HTMLElement;
  /** Go to another address of the page, and show what it asks for. */
  navigate: (parameters: URLSearchParams) => Promise<void>;
  /** Have the list complete: all that is known of the places, and all that the address asks. */
  complete: () => Promise<void>;
}
