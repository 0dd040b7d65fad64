#include "gateway/outbox/launch_events.hpp"

#include "gateway/core/packed_fields.hpp"
#include "gateway/outbox/sqlite_schema.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace schakel::outbox {

namespace {

constexpr std::array texts{&launch_attempt::school,  &launch_attempt::product, &launch_attempt::source,
                           &launch_attempt::target,  &launch_attempt::kind,    &launch_attempt::hop,
                           &launch_attempt::outcome, &launch_attempt::reason,  &launch_attempt::released};

constexpr std::size_t usual_attempt = 400; // bytes

// A moment as text, on the stack.
class written {
public:
    explicit written(instant when)
        : end_(std::to_chars(digits_.data(), digits_.data() + digits_.size(), stored_time(when)).ptr) {}
    operator std::string_view() const { return {digits_.data(), end_}; }

private:
    std::array<char, 20> digits_{};
    char* end_;
};

instant read(std::string_view when) {
    std::int64_t time = 0;
    std::from_chars(when.data(), when.data() + when.size(), time);
    return read_time(time);
}

} // namespace

std::string to_bytes(const launch_attempt& what) {
    packed_writer out(usual_attempt);
    out.put(what.trace).put(written(what.began)).put(written(what.changed));
    for (const auto text : texts) out.put(what.*text);
    return out.put_all(what.persons).take();
}

launch_attempt read_attempt(std::string_view bytes) {
    packed_reader in(bytes);
    launch_attempt out;
    out.trace = in.next();
    out.began = read(in.next_view());
    out.changed = read(in.next_view());
    for (const auto text : texts) out.*text = in.next();
    in.take_all(out.persons);
    return out;
}

std::string to_bytes(const audit_entry& what) {
    return packed(written(what.at), what.actor, what.action, what.subject, what.detail);
}

audit_entry read_audit(std::string_view bytes) {
    packed_reader in(bytes);
    audit_entry out;
    out.at = read(in.next_view());
    in.take(out.actor, out.action, out.subject, out.detail);
    return out;
}

void add(launch_attempt later, launch_attempt& known) {
    known.changed = later.changed;
    for (const auto text : texts)
        if (!(later.*text).empty()) known.*text = std::move(later.*text);
    for (std::string& one : later.persons)
        if (std::ranges::find(known.persons, one) == known.persons.end()) known.persons.push_back(std::move(one));
}

} // namespace schakel::outbox
