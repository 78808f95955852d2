// Prints the names of the filters that the list's script answers.
import { ANSWERS } from "theme/listing/filters.js";

console.log(JSON.stringify(Object.keys(ANSWERS)));
