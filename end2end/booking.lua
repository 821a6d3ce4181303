-- wrk: books distinct times. Every thread takes its own share of days, times and mediators.
local threads = 0
function setup(thread)
  thread:set("share", threads)
  threads = threads + 1
end

local TIMES = { "08:30", "09:30", "10:30", "13:30", "14:30", "15:30" }
local MEDIATORS, DAYS = 60, 58
local n = 0

function init()
  math.randomseed(os.time() * 7 + share)
end

local function key()
  local parts = {}
  for i = 1, 8 do parts[i] = string.format("%08x", math.random(0, 0xffffffff)) end
  return table.concat(parts)
end

-- The n-th time of this thread: mediators first, so that rivals for one day's rows are rare.
local function choose()
  while true do
    local place = n * 2 + share
    n = n + 1
    local mediator = place % MEDIATORS
    local time = TIMES[math.floor(place / MEDIATORS) % #TIMES + 1]
    local day = math.floor(place / MEDIATORS / #TIMES) % DAYS + 1
    local at = os.time() + day * 86400
    local weekday = tonumber(os.date("!%w", at))
    if weekday >= 1 and weekday <= 4 then return mediator, os.date("!%Y-%m-%d", at) .. "T" .. time end
    n = n + MEDIATORS * #TIMES / 2 - 1
  end
end

function request()
  local mediator, start = choose()
  local body = "service=information-meeting&mode=in_person&with=" .. (mediator + 2) .. "&start=" .. start ..
    "&name=Bench&channel=mobile&mobile=061" .. string.format("%07d", (n * 2 + share) % 10000000) .. "&language=ar&may_leave_message=no&consent=yes&key=" .. key()
  local headers = {
    ["Content-Type"] = "application/x-www-form-urlencoded",
    ["Origin"] = os.getenv("BENCH_ORIGIN"),
    ["Sec-Fetch-Site"] = "same-origin",
  }
  return wrk.format("POST", nil, headers, body)
end
