// Grades pages of a server of this machine by the MDN HTTP Observatory's own tests and weights.
// Arguments: the HTTP port, the HTTPS port, then paths. Prints one JSON object by path.
import { writeFileSync } from "node:fs";
import { ALL_TESTS } from "@mdn/mdn-http-observatory/src/constants.js";
import { MINIMUM_SCORE_FOR_EXTRA_CREDIT } from "@mdn/mdn-http-observatory/src/grader/charts.js";
import { getGradeForScore, getScoreModifier } from "@mdn/mdn-http-observatory/src/grader/grader.js";
import { retrieve } from "@mdn/mdn-http-observatory/src/retriever/retriever.js";

// The package fetches the list of preloaded hosts while it is installed, which is not allowed to run
// here. An empty one says what is true of a site that has not asked for it.
const preloaded = import.meta.resolve("@mdn/mdn-http-observatory/conf/hsts-preload.json");
try {
  writeFileSync(new URL(preloaded), "{}", { flag: "wx" });
} catch (error) {
  if (error.code !== "EEXIST") throw error;
}

const grade = async (httpPort, httpsPort, path) => {
  const answers = await retrieve("localhost", { httpPort, httpsPort, path });
  if (answers.responses.auto?.status !== 200) throw new Error(`${path} did not answer`);
  const outcomes = ALL_TESTS.map((test) => test(answers));
  const points = outcomes.map(({ result }) => getScoreModifier(result));
  const lost = points.filter((point) => point < 0).reduce((a, b) => a + b, 100);
  const all = points.reduce((a, b) => a + b, 100);
  const { score, grade } = getGradeForScore(lost >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? all : lost);
  return {
    path,
    score,
    grade,
    results: Object.fromEntries(outcomes.map((o, i) => [o.result, points[i]])),
  };
};

const [http, https, ...paths] = process.argv.slice(2);
for (const path of paths) console.log(JSON.stringify(await grade(http, https, path)));
