-- What wrk asks, from the environment: BENCH_PATH, in which {} becomes another number below BENCH_SPAN each time, with BENCH_BEARER as
-- token. One line of JSON at the end.
local threads = 0

function setup(thread)
  thread:set("own", threads)
  threads = threads + 1
end

local path, span = os.getenv("BENCH_PATH"), tonumber(os.getenv("BENCH_SPAN"))
local varies = path:find("{}", 1, true) ~= nil
wrk.headers["Authorization"] = "Bearer " .. os.getenv("BENCH_BEARER")
wrk.headers["Accept"] = "application/json"
local fixed
local number = os.time() * 7919 -- elsewhere in every run

function init()
  fixed = wrk.format("GET", path)
end

function request()
  if not varies then return fixed end
  number = number + 1
  return wrk.format("GET", (path:gsub("{}", tostring((2 * number + own) % span), 1)))
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format('{"requests":%d,"seconds":%.4f,"p50_ms":%.3f,"p99_ms":%.3f,"failed":%d}\n', summary.requests,
    summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, failed))
end
