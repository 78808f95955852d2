// The script of every page, in one request of its own. What it knows of opening hours it hands to
// the scripts loaded later as the global `opening`, the only one of the site: they take it from
// running.js, since to share a module with them would cost every page a second request.
import { clock, iso, state } from "../opening/opening.js";
import { show, start as startHours } from "../opening/shown.js";
import { start as startMap } from "./map_button.js";
import { start as startSearch } from "./search_forms.js";
import { start as startWorker } from "./worker.js";

globalThis.opening = { clock, iso, state, show };
startHours();
startMap();
startSearch();
startWorker();
