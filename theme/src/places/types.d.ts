/** A position in degrees; both undefined where nobody knows it. */
interface Position {
  lat?: number;
  lon?: number;
}

/** A place, a stop or a project, as publish/listing/files.py writes it: one of its columns each. */
interface Place extends Position {
  /** A letter of publish/listing/places.py. */
  kind: string;
  name: string;
  place: string;
  url: string;
  words: string;
  week?: string;
  closed?: string;
  dept?: string;
  commune?: number;
  street?: string;
  postcode?: string;
  city?: string;
  phone?: string;
  email?: string;
  /** Keys apart by spaces, `-` where it is known that there is none, null where nothing is known. */
  partners?: string | null;
  services?: string | null;
  /** Keys of what the network promises everywhere, of which the record says nothing. */
  promisedPartners?: string;
  promisedServices?: string;
  wheelchair?: string;
  appointment?: string;
  touring?: string;
  isApproximate?: boolean;
  departement?: NetworkDepartement;
  /** Kilometres from the position asked for, Infinity where it is unknown. */
  km?: number;
  isInside?: boolean;
  /** Who is there, in words. */
  present?: string;
}

/** Where the places of a department are, when one may be open and what some answer with yes. */
interface NetworkDepartement {
  code: string;
  file: string;
  south: number;
  west: number;
  north: number;
  east: number;
  facts: Set<string>;
  days: string;
  first: number;
  last: number;
}
