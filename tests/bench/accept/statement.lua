-- For wrk: xAPI statements of 2 KB that are all different. `wrk … -- FIRST` numbers them from there: a run that goes on
-- where another ended repeats nothing.
local before, account, after, number -- the parts of a body, and the number of the last

local threads = 0

function setup(thread)
  thread:set("share", threads)
  threads = threads + 1
end

function init(arguments)
  number = tonumber(arguments[1] or "0") + share * 500000000
  before = '{"id":"01900000-0000-7000-8000-'
  account = '","actor":{"objectType":"Agent","account":{"homePage":"https://proef.example","name":"leerling-'
  after = '"}},'
    .. '"verb":{"id":"http://adlnet.gov/expapi/verbs/scored","display":{"nl":"scoorde"}},'
    .. '"object":{"id":"https://proef.example/toets/1","definition":{'
    .. '"type":"http://adlnet.gov/expapi/activities/assessment","name":{"nl":"Oefentoets"},"description":{"nl":"'
    .. string.rep("Een toets over breuken en procenten. ", 40)
    .. '"},"extensions":{"urn:schakel:assessment-code":"toets-1"}}},'
    .. '"result":{"score":{"raw":7}},"timestamp":"2026-01-12T08:30:00Z"}'
  after = after .. string.rep(" ", 2048 - #before - 12 - #account - 3 - #after)
  wrk.method = "POST"
  wrk.path = "/xapi/statements"
  wrk.headers["Content-Type"] = "application/json"
  wrk.headers["X-Experience-API-Version"] = "1.0.3"
  wrk.headers["Authorization"] = "Basic " .. (os.getenv("BENCH_LOGIN") or "emVuZGVyOm9lZmVud2FjaHR3b29yZC0wMDAx")
end

function request()
  number = number + 1
  return wrk.format(nil, nil, nil, before .. string.format("%012x", number) .. account .. string.format("%03d", number % 1000) .. after)
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('{"requests":%d,"seconds":%.6f,"p50_ms":%.3f,"p99_ms":%.3f,"failed":%d}\n', summary.requests,
    summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
