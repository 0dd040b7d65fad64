#include "gateway/pipeline/sync.hpp"

#include "gateway/codec/packed_folder.hpp"
#include "gateway/core/id.hpp"
#include "gateway/pipeline/sync_schedule.hpp"
#include "gateway/pipeline/sync_telling.hpp"

#include <algorithm>
#include <filesystem>

namespace schakel::pipeline {

namespace {

using state = sync_status::state;
using kind = intake_outcome::kind;
namespace files = std::filesystem;

constexpr std::size_t kept_of_school = 100, remembered = 100, most_told = 200;
constexpr auto longest_sleep = std::chrono::seconds(30), shortest_look = std::chrono::seconds(10);
constexpr std::string_view done_folder = "done", refused_folder = "refused"; // where files go that were read
constexpr auto settled_file = std::chrono::seconds(5); // untouched for so long: whoever writes it has finished

// Keeps the head of a roster, to see whose it is.
class head_sink final : public roster_sink {
public:
    void head(model::roster::head what) override { school_ = std::move(what.school); }
    void add(model::roster::record&&) override {}
    const model::identifiers& school() const { return school_; }

private:
    model::identifiers school_;
};

bool reads_rosters(const adapter* by) {
    return by && by->roster() && by->roster()->abilities().reads;
}

bool is_settled(const files::directory_entry& entry) {
    std::error_code error;
    const std::string ending = entry.path().extension().string();
    if (ending == ".part" || ending == ".tmp") return false;
    const auto age = files::file_time_type::clock::now() - entry.last_write_time(error);
    return !error && age >= settled_file;
}

// A folder is ready when its manifest is there, which is written last, and nothing in it was touched of late.
bool is_ready_folder(const files::directory_entry& folder) {
    if (!has_manifest(folder.path())) return false;
    std::error_code error;
    for (const auto& entry : files::directory_iterator(folder.path(), error))
        if (!is_settled(entry)) return false;
    return !error;
}

// Not hidden, not half written.
bool is_ready(const files::directory_entry& entry) {
    std::error_code error;
    const std::string name = entry.path().filename().string();
    if (name.starts_with('.') || name == done_folder || name == refused_folder || !is_settled(entry)) return false;
    return entry.is_directory(error) ? is_ready_folder(entry) : entry.is_regular_file(error) && !error;
}

std::vector<std::string> ready_files(const std::string& folder) {
    std::vector<std::string> found;
    std::error_code error;
    for (const auto& entry : files::directory_iterator(folder, error))
        if (is_ready(entry)) found.push_back(entry.path().string());
    std::ranges::sort(found);
    return found;
}

// What was read goes aside under the id of its sync, so that it is not read again.
void put_aside(const std::string& file, std::string_view subfolder, const std::string& id) {
    const files::path from(file);
    const files::path folder = from.parent_path() / subfolder;
    std::error_code error;
    files::create_directories(folder, error);
    files::rename(from, folder / (id + from.extension().string()), error);
}

intake_outcome failed(std::string reason) {
    intake_outcome out;
    out.reason = std::move(reason);
    return out;
}

intake_outcome interrupted(std::string reason) {
    intake_outcome out = failed(std::move(reason));
    out.what = kind::interrupted;
    return out;
}

} // namespace

std::string_view to_string(state of) {
    switch (of) {
    case state::waiting: return "waiting";
    case state::running: return "running";
    case state::ended: break;
    }
    return "ended";
}

sync_runner::~sync_runner() {
    stop();
}

void sync_runner::start(unsigned threads) {
    with_.intake.rosters.take_back_unfinished();
    for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
    threads_.emplace_back([this] { obey(); });
    order([this] { learn_missed(); });
}

// Whatever cannot be read is tried again at the next publication.
void sync_runner::learn_missed() {
    const auto in_force = with_.in_force();
    try {
        for (const settings::school& one : in_force->settings().schools)
            learn_published(with_.intake, *in_force, one.id);
    } catch (const std::runtime_error&) {
        with_.intake.log.log_event(
            log_level::warning, "roster.identities", {{"reason", "the store could not be read"}}
        );
    }
}

void sync_runner::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    for (std::thread& one : threads_) one.join();
    threads_.clear();
}

bool sync_runner::stopping() const {
    const std::lock_guard lock(mutex_);
    return stopping_;
}

void sync_runner::work() {
    while (!stopping()) {
        plan();
        if (run_one()) continue;
        const auto sleep = next_due() - with_.intake.time.now();
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, std::max<std::chrono::microseconds>(sleep, 50ms), [this] {
            return stopping_ || anything_due();
        });
    }
}

// ---------------------------------------------------------------- what operators say

// What was ordered is done before stop() returns.
void sync_runner::obey() {
    std::unique_lock lock(mutex_);
    for (;;) {
        wake_.wait(lock, [this] { return stopping_ || !orders_.empty(); });
        if (orders_.empty()) return;
        const auto what = std::move(orders_.front());
        orders_.pop_front();
        lock.unlock();
        what();
        lock.lock();
    }
}

void sync_runner::order(std::function<void()> what) {
    {
        const std::lock_guard lock(mutex_);
        orders_.push_back(std::move(what));
    }
    wake_.notify_all();
}

void sync_runner::approve(roster::version_number held, std::string actor, answer told) {
    order([this, held, actor = std::move(actor), told = std::move(told)] {
        told(approve_held(with_.intake, *with_.in_force(), held, actor));
    });
}

void sync_runner::discard(roster::version_number held, std::string reason, std::string actor, answer told) {
    order([this, held, reason = std::move(reason), actor = std::move(actor), told = std::move(told)] {
        told(discard_held(with_.intake, held, reason, actor));
    });
}

void sync_runner::pause(std::string school, instant until, std::string actor, answer told) {
    order([this, school = std::move(school), until, actor = std::move(actor), told = std::move(told)] {
        told(with_.intake.rosters.pause(school, until, actor));
    });
}

// ---------------------------------------------------------------- what there is to do

sync_runner::job_pointer sync_runner::open_job_of(std::string_view school) const {
    const auto found = std::ranges::find_if(jobs_, [&](const job_pointer& one) {
        return one->told.school == school && one->told.stands != state::ended;
    });
    return found == jobs_.end() ? nullptr : *found;
}

bool sync_runner::anything_due() const {
    const instant now = with_.intake.time.now();
    return std::ranges::any_of(jobs_, [&](const job_pointer& one) {
        return one->told.stands == state::waiting && one->told.due <= now;
    });
}

sync_runner::job_pointer sync_runner::add(sync_status what) {
    auto made = std::make_shared<job>();
    what.id = new_id(with_.intake.time);
    what.asked = what.due = with_.intake.time.now();
    made->told = std::move(what);
    jobs_.push_back(made);
    return made;
}

// An interrupted fetch that waits for its next attempt is tried at once.
result<std::string> sync_runner::fetch(std::string_view school, std::string_view actor) {
    const auto in_force = with_.in_force();
    if (!in_force->settings().find_school(school)) return failure{"no such school is configured"};
    const settings::system* owner = in_force->settings().roster_owner(school);
    if (!owner || owner->roster->url.empty())
        return failure{"no system with an address owns the roster of this school"};
    std::string id;
    {
        const std::lock_guard lock(mutex_);
        if (const auto open = open_job_of(school)) {
            if (open->told.stands == state::running || open->told.way != "pull")
                return failure{"a sync of this school is under way: " + open->told.id};
            open->told.due = with_.intake.time.now();
            id = open->told.id;
        } else {
            sync_status what;
            what.school = school;
            what.source = owner->id;
            what.standard = owner->roster->standard;
            what.way = "pull";
            what.actor = actor;
            id = add(std::move(what))->told.id;
        }
    }
    wake_.notify_all();
    return id;
}

result<std::string>
sync_runner::upload(std::string_view school, std::string_view standard, std::string bytes, std::string_view actor) {
    const auto in_force = with_.in_force();
    if (!in_force->settings().find_school(school)) return failure{"no such school is configured"};
    const adapter* by = standard.empty() ? with_.adapters.recognise(bytes) : with_.adapters.resolve(standard);
    if (!reads_rosters(by))
        return failure{
            standard.empty() ? "no standard for rosters is recognised in these bytes"
                             : "rosters of this standard cannot be read"};
    std::string id;
    {
        const std::lock_guard lock(mutex_);
        if (const auto open = open_job_of(school))
            return failure{"a sync of this school is under way: " + open->told.id};
        const settings::system* owner = in_force->settings().roster_owner(school);
        sync_status what;
        what.school = school;
        what.source = owner ? owner->id : "upload";
        what.standard = by->info().standard;
        what.way = "upload";
        what.actor = actor;
        const auto made = add(std::move(what));
        made->bytes = std::move(bytes);
        id = made->told.id;
    }
    wake_.notify_all();
    return id;
}

void sync_runner::plan() {
    const auto in_force = with_.in_force();
    for (const settings::system& one : in_force->settings().systems) {
        if (!one.roster) continue;
        one.roster->folder.empty() ? plan_fetches(*in_force, one) : plan_files(*in_force, one);
    }
}

std::optional<instant> sync_runner::last_fetch(std::string_view school, std::string_view source) {
    {
        const std::lock_guard lock(mutex_);
        const auto found = tried_.find({std::string(school), std::string(source)});
        if (found != tried_.end()) return found->second;
    }
    const auto last = with_.intake.rosters.last_load(school, source);
    return last ? last->settled : std::nullopt;
}

// In a planned pause nothing is fetched; an order of an operator is obeyed, and what it brings is held.
void sync_runner::plan_fetches(const configuration& in_force, const settings::system& from) {
    const instant now = with_.intake.time.now();
    for (const settings::school& school : in_force.settings().schools) {
        if (in_force.settings().roster_owner(school.id) != &from) continue;
        const auto* planned = school.hold.planned_at(now);
        if (planned && planned->what == settings::hold_policy::period::kind::pause) continue;
        if (with_.intake.rosters.paused_until(school.id, now)) continue;
        if (next_fetch(*from.roster, last_fetch(school.id, from.id), now) > now) continue;
        const std::lock_guard lock(mutex_);
        if (open_job_of(school.id)) continue;
        sync_status what;
        what.school = school.id;
        what.source = from.id;
        what.standard = from.roster->standard;
        what.way = "pull";
        what.actor = "gateway";
        add(std::move(what));
    }
}

void sync_runner::plan_files(const configuration& in_force, const settings::system& from) {
    const instant now = with_.intake.time.now();
    const auto every = std::max<std::chrono::milliseconds>(from.roster->every, shortest_look);
    {
        const std::lock_guard lock(mutex_);
        const auto [last, first] = looked_.try_emplace(from.id, now);
        if (!first && now >= last->second && now - last->second < every) return; // the clock may be set back
        last->second = now;
    }
    for (const std::string& file : ready_files(from.roster->folder)) {
        const std::string school = school_of_file(in_force, from, file);
        std::unique_lock lock(mutex_);
        if (!school.empty() && open_job_of(school)) continue;
        sync_status what;
        what.school = school;
        what.source = from.id;
        what.standard = from.roster->standard;
        what.way = "file";
        what.actor = "gateway";
        if (school.empty()) {
            what.stands = state::ended;
            what.outcome = failed("the file names no school whose roster this system owns");
            what.began = what.ended = now;
        }
        const auto made = add(std::move(what));
        made->file = file;
        if (!school.empty()) continue;
        put_aside(file, refused_folder, made->told.id);
        const sync_status refused = made->told;
        lock.unlock();
        keep(refused);
    }
}

// The only school of the system, or the one that the roster names.
std::string
sync_runner::school_of_file(const configuration& in_force, const settings::system& from, const std::string& file) {
    std::vector<std::string_view> owned;
    for (const settings::school& one : in_force.settings().schools)
        if (from.roster->owns(one.id)) owned.push_back(one.id);
    if (owned.size() == 1) return std::string(owned.front());
    const adapter* by = with_.adapters.find(from.roster->standard);
    const auto opened = open_packed(file);
    if (!reads_rosters(by) || !opened) return {};
    head_sink seen;
    static_cast<void>(by->roster()->read({opened->bytes(), &*opened, {}, {}}, {}, seen));
    const settings::school* named = school_named(seen.school(), in_force.settings(), with_.intake.time.now());
    return named && from.roster->owns(named->id) ? named->id : std::string();
}

// ---------------------------------------------------------------- doing it

sync_runner::job_pointer sync_runner::take_due() {
    const instant now = with_.intake.time.now();
    const std::lock_guard lock(mutex_);
    for (const job_pointer& one : jobs_) {
        if (stopping_ || one->told.stands != state::waiting || one->told.due > now) continue;
        one->told.stands = state::running;
        one->told.began = now;
        one->told.progress = {};
        ++one->told.attempts;
        return one;
    }
    return nullptr;
}

bool sync_runner::run_one() {
    const job_pointer one = take_due();
    if (!one) return false;
    intake_outcome outcome;
    try {
        outcome = perform(*one);
    } catch (const std::runtime_error&) {
        outcome = interrupted("the store could not be read");
    }
    end(*one, std::move(outcome));
    return true;
}

intake_outcome sync_runner::perform(job& one) {
    const intake_order order{with_.in_force(), one.told.school, one.told.source, one.told.actor, one.told.way};
    if (one.told.way == "pull") return perform_fetch(one, order);
    if (one.told.way == "file") return perform_file(one, order);
    const adapter* by = with_.adapters.find(one.told.standard);
    return take_roster_file(with_.intake, order, *by, one.bytes, nullptr);
}

intake_outcome sync_runner::perform_file(const job& one, const intake_order& order) {
    const adapter* by = with_.adapters.find(one.told.standard);
    const auto opened = open_packed(one.file);
    if (!opened) return failed("the file cannot be read");
    if (!reads_rosters(by)) return failed("rosters of this standard cannot be read");
    return take_roster_file(with_.intake, order, *by, opened->bytes(), &*opened);
}

intake_outcome sync_runner::perform_fetch(job& one, const intake_order& order) {
    const settings::system* owner = order.in_force->settings().find_system(order.source);
    const adapter* by = owner && owner->roster ? with_.adapters.find(owner->roster->standard) : nullptr;
    if (!by || !by->roster() || !by->roster()->abilities().pulls)
        return failed("the system is not configured any more as one from which rosters are fetched");
    pull_means means;
    means.ask = [&](const outgoing& what) { return ask(order, *owner, *by, what); };
    means.wait = [this](std::chrono::seconds how_long) { return wait(how_long); };
    means.stopping = [this] { return stopping(); };
    means.tell = [&](const intake_progress& now) {
        const std::lock_guard lock(mutex_);
        one.told.progress = now;
    };
    return pull_roster(with_.intake, order, *by, *owner->roster, means);
}

received_answer
sync_runner::ask(const intake_order& order, const settings::system& owner, const adapter& by, const outgoing& what) {
    return await_answer(
        [&](std::function<void(received_answer)> done) {
            with_.out.fetch(order.in_force, owner, by, order.school, what, std::move(done));
        },
        [this] { return stopping(); }
    );
}

bool sync_runner::wait(std::chrono::seconds how_long) {
    std::unique_lock lock(mutex_);
    return !wake_.wait_for(lock, std::min<std::chrono::seconds>(how_long, 10min), [this] { return stopping_; });
}

void sync_runner::end(job& one, intake_outcome outcome) {
    const instant now = with_.intake.time.now();
    const bool interruption = outcome.what == kind::interrupted;
    if (one.told.way == "file" && !interruption)
        put_aside(one.file, outcome.what == kind::failed ? refused_folder : done_folder, one.told.id);
    std::unique_lock lock(mutex_);
    const auto again = interruption ? retry_delay(one.told.attempts, outcome.retry_after) : std::nullopt;
    one.told.outcome = std::move(outcome);
    one.told.ended = now;
    one.told.stands = again ? state::waiting : state::ended;
    if (again) one.told.due = now + *again;
    if (!again) one.bytes = {};
    tried_[{one.told.school, one.told.source}] = now;
    forget_old();
    if (again) return;
    const sync_status told = one.told;
    lock.unlock();
    keep(told);
}

// One that cannot be kept is remembered in memory only.
void sync_runner::keep(const sync_status& ended) {
    static_cast<void>(with_.intake.store.rosters()->keep_sync({ended.id, ended.school, to_json(ended)}, kept_of_school)
    );
}

void sync_runner::forget_old() {
    for (auto one = jobs_.begin(); jobs_.size() > remembered && one != jobs_.end();)
        one = (*one)->told.stands == state::ended ? jobs_.erase(one) : one + 1;
}

// ---------------------------------------------------------------- telling

std::vector<sync_status> sync_runner::list() const {
    const std::lock_guard lock(mutex_);
    std::vector<sync_status> all;
    for (auto one = jobs_.rbegin(); one != jobs_.rend(); ++one) all.push_back((*one)->told);
    return all;
}

std::optional<sync_status> sync_runner::show(std::string_view id) const {
    const std::lock_guard lock(mutex_);
    const auto found = std::ranges::find_if(jobs_, [&](const job_pointer& one) { return one->told.id == id; });
    return found == jobs_.end() ? std::nullopt : std::optional((*found)->told);
}

// Ids rise with the moment of asking, so they give the order; what is remembered is told rather than what is kept.
std::vector<std::string> sync_runner::tell(std::string_view school) const {
    std::map<std::string, std::string, std::greater<>> by_id;
    for (outbox::kept_sync& one : with_.intake.store.rosters()->syncs(school, most_told))
        by_id[std::move(one.id)] = std::move(one.told);
    for (const sync_status& one : list())
        if (school.empty() || one.school == school) by_id[one.id] = to_json(one);
    std::vector<std::string> told;
    for (auto& [id, text] : by_id) told.push_back(std::move(text));
    if (told.size() > most_told) told.resize(most_told);
    return told;
}

std::optional<std::string> sync_runner::tell_one(std::string_view id) const {
    if (const auto open = show(id)) return to_json(*open);
    auto kept = with_.intake.store.rosters()->sync(id);
    return kept ? std::optional(std::move(kept->told)) : std::nullopt;
}

instant sync_runner::next_due() {
    const instant now = with_.intake.time.now();
    instant next = now + longest_sleep;
    const std::lock_guard lock(mutex_);
    for (const job_pointer& one : jobs_)
        if (one->told.stands == state::waiting) next = std::min(next, one->told.due);
    return std::max(next, now);
}

} // namespace schakel::pipeline
