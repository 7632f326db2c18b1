-- Takes the cookies in turn, and so the paths where there are any; counts what is not 200, which wrk itself does not.
local cookies = {}
for cookie in string.gmatch(os.getenv("COOKIES") or "", "[^\n]+") do cookies[#cookies + 1] = cookie end
local paths = {}
for path in string.gmatch(os.getenv("PATHS") or "", "[^\n]+") do paths[#paths + 1] = path end
local partial, turn = os.getenv("PARTIAL") == "1", 0

function request()
  turn = turn + 1
  local headers = {}
  if #cookies > 0 then headers["Cookie"] = cookies[turn % #cookies + 1] end
  if partial then
    headers["HX-Request"] = "true"
    headers["HX-Request-Type"] = "partial"
    headers["HX-Target"] = "section#members"
  end
  local path = nil
  if #paths > 0 then path = paths[turn % #paths + 1] end
  return wrk.format("GET", path, headers)
end

local threads = {}
function setup(thread) threads[#threads + 1] = thread end
bad, good_bytes = 0, 0
function response(status, _, body)
  if status ~= 200 then bad = bad + 1 else good_bytes = #body end
end

function done(summary, latency)
  local wrong, bytes = 0, 0
  for _, thread in ipairs(threads) do
    wrong = wrong + thread:get("bad")
    bytes = thread:get("good_bytes")
  end
  io.write(string.format('\nRESULT {"requests": %d, "seconds": %f, "bad": %d, "p50": %f, "p99": %f, "bytes": %d}\n',
    summary.requests, summary.duration / 1e6, wrong + summary.errors.connect + summary.errors.read + summary.errors.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, bytes))
end
