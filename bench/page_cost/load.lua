-- Ask for the addresses given one after the other, and print what came of it as one line of JSON.
local paths, turn = {}, 0

function init(arguments)
  wrk.headers["Accept-Encoding"] = "br, gzip"
  for _, path in ipairs(arguments) do
    paths[#paths + 1] = wrk.format("GET", path)
  end
end

function request()
  turn = turn % #paths + 1
  return paths[turn]
end

function done(summary, latency)
  local wrong = summary.errors
  io.write(string.format(
    '{"requests":%d,"seconds":%.3f,"bytes":%d,"p50":%.3f,"p99":%.3f,"errors":%d}\n',
    summary.requests, summary.duration / 1e6, summary.bytes,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    wrong.connect + wrong.read + wrong.write + wrong.status + wrong.timeout))
end
