#include "gateway/pipeline/kept_answers.hpp"

#include "gateway/codec/json_document.hpp"
#include "gateway/codec/json_writer.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/crypto/sealed.hpp"
#include "gateway/launch/record_kind.hpp"
#include "gateway/pipeline/request_key.hpp"

#include <memory>
#include <utility>

namespace schakel::pipeline {

namespace {

constexpr std::uint8_t kind = launch::number_of(launch::record_kind::kept_answer);
constexpr std::size_t digest_size = 64; // hexadecimal

std::string id_of(const kept_answers::request& what) {
    return crypto::sha256_hex(request_digest({what.whose, what.name}));
}

std::string lock_of(const kept_answers::request& what) {
    return crypto::derived_key(request_digest({what.secret, what.name}), "answer to a named request");
}

std::string text_of(const reply& answer) {
    json::writer out;
    out.begin_object().member("status", answer.status).name("headers").begin_array();
    for (const auto& [name, value] : answer.headers) out.begin_array().text(name).text(value).end_array();
    return out.end_array().member("body", answer.body).end_object().finish();
}

std::optional<reply> reply_in(std::string_view text) {
    findings unread;
    const auto document = json::document::parse(text, {}, unread);
    if (!document) return std::nullopt;
    reply out;
    out.status = static_cast<int>(document->root().member("status").integer().value_or(0));
    for (auto one = document->root().member("headers").first_child(); one; one = one.next_sibling()) {
        const auto name = one.first_child();
        out.headers.add(std::string(name.text()), std::string(name.next_sibling().text()));
    }
    out.body = document->root().member("body").text();
    return out;
}

bool succeeded(const reply& answer) {
    return answer.status >= 200 && answer.status < 300;
}

} // namespace

// What `act` answers with; whoever drops it unanswered says 500.
class kept_answers::ticket : public std::enable_shared_from_this<ticket> {
public:
    ticket(kept_answers& of, request what, std::string id) : of_(of), what_(std::move(what)), id_(std::move(id)) {}
    ~ticket() {
        if (!answered_) of_.tell(id_, reply{500, {}, {}});
    }
    ticket(const ticket&) = delete;
    ticket& operator=(const ticket&) = delete;

    std::optional<std::optional<reply>> kept() const { return of_.kept(what_, id_); }

    void tell(const std::optional<reply>& said) {
        answered_ = true;
        of_.tell(id_, said);
    }

    // Kept first, on a thread that may wait, when it did what was asked.
    void answer(reply said) {
        if (answered_) return;
        if (!succeeded(said)) return tell(said);
        of_.work_([self = shared_from_this(), said = std::move(said)] {
            self->of_.keep(self->what_, self->id_, said);
            self->tell(said);
        });
    }

private:
    kept_answers& of_;
    request what_;
    std::string id_;
    bool answered_ = false;
};

kept_answers::kept_answers(
    outbox::launch_rows& rows, const clock& time, std::function<void(std::function<void()>)> work
)
    : rows_(rows), time_(time), work_(std::move(work)) {}

void kept_answers::once(request what, std::function<void(told)> act, answered respond) {
    const std::string id = id_of(what);
    switch (join(id, what.digest, respond)) {
    case joined::another: return respond(std::nullopt);
    case joined::waits: return;
    case joined::first: break;
    }
    work_([act = std::move(act), mine = std::make_shared<ticket>(*this, std::move(what), id)] {
        if (const auto known = mine->kept()) return mine->tell(*known);
        act([mine](reply said) { mine->answer(std::move(said)); });
    });
}

kept_answers::joined kept_answers::join(const std::string& id, const std::string& digest, const answered& respond) {
    const std::lock_guard lock(mutex_);
    const auto [at, first] = under_way_.try_emplace(id, waiting{digest, {}});
    if (at->second.digest != digest) return joined::another;
    at->second.all.push_back(respond);
    return first ? joined::first : joined::waits;
}

std::optional<std::optional<reply>> kept_answers::kept(const request& what, std::string_view id) const {
    const auto found = rows_.find(kind, id, time_.now());
    if (!found || found->bytes.size() < digest_size) return std::nullopt;
    const std::string_view bytes = found->bytes;
    if (bytes.substr(0, digest_size) != crypto::sha256_hex(what.digest)) return std::optional<reply>();
    const auto opened = crypto::open_sealed(lock_of(what), bytes.substr(digest_size), id);
    if (!opened) return std::nullopt;
    auto answer = reply_in(*opened);
    return answer ? std::optional(std::move(answer)) : std::nullopt;
}

void kept_answers::keep(const request& what, std::string_view id, const reply& answer) {
    const std::string text = text_of(answer);
    if (text.size() > largest_kept_answer) return;
    outbox::launch_record row;
    row.kind = kind;
    row.id = id;
    row.bytes = crypto::sha256_hex(what.digest) + crypto::seal(lock_of(what), text, id);
    row.changed = time_.now();
    row.until = row.changed + request_key_window;
    // On a disk that fails the answer is told all the same: what was asked is done.
    static_cast<void>(rows_.put(row, outbox::put_when::always));
}

void kept_answers::tell(const std::string& id, const std::optional<reply>& answer) {
    waiting those;
    {
        const std::lock_guard lock(mutex_);
        const auto at = under_way_.find(id);
        if (at == under_way_.end()) return;
        those = std::move(at->second);
        under_way_.erase(at);
    }
    for (const answered& respond : those.all) respond(answer);
}

} // namespace schakel::pipeline
