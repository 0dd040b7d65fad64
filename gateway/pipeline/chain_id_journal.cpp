#include "gateway/pipeline/chain_id_journal.hpp"

#include "gateway/codec/json_document.hpp"
#include "gateway/codec/json_writer.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include <fcntl.h>
#include <sys/file.h>

namespace schakel::pipeline {

namespace {

using content = chain_id_batch::content;

failure fault_of(const std::filesystem::path& file) {
    return failure{file.string() + ": " + std::strerror(errno)};
}

bool write_all(int to, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(to, bytes.data(), bytes.size());
        if (written < 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(to) == 0;
}

void write_batch(json::writer& out, const open_batch& one) {
    out.begin_object().member("number", one.what.number);
    out.member("holds", one.what.what == content::roots ? "roots" : "ids");
    out.member("submitted", to_rfc3339(one.submitted)).member("key_scheme", one.key_scheme).name("keys").begin_array();
    for (const std::string& key : one.keys) out.text(key);
    out.end_array().end_object();
}

open_batch batch_in(json::value of) {
    open_batch out;
    out.what.number = of.member("number").text();
    out.what.what = of.member("holds").text() == "roots" ? content::roots : content::ids;
    out.submitted = parse_rfc3339(of.member("submitted").text()).value_or(instant{});
    out.key_scheme = of.member("key_scheme").text();
    for (json::value key = of.member("keys").first_child(); key; key = key.next_sibling())
        out.keys.emplace_back(key.text());
    out.what.size = out.keys.size();
    return out;
}

} // namespace

result<std::unique_ptr<chain_id_journal>>
chain_id_journal::open(const std::filesystem::path& folder, const std::string& school) {
    std::error_code fault;
    std::filesystem::create_directories(folder, fault);
    if (fault) return failure{folder.string() + ": " + fault.message()};
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, fault);
    const std::filesystem::path file = folder / (school + ".json");
    const std::filesystem::path lock = folder / (school + ".lock");
    std::unique_ptr<chain_id_journal> out(
        new chain_id_journal(file, ::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600))
    );
    if (!out->lock_.is_open()) return fault_of(lock);
    if (::flock(out->lock_.number(), LOCK_EX | LOCK_NB) != 0)
        return failure{"another run for school " + school + " is going on"};
    if (auto read = out->read(); !read) return read.error();
    return out;
}

result<done> chain_id_journal::read() {
    std::ifstream in(file_, std::ios::binary);
    if (!in) return done{};
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    findings faults;
    const auto all = json::document::parse(bytes, {}, faults);
    if (!all) return failure{file_.string() + ": cannot be read as what a former run wrote"};
    for (json::value one = all->root().member("batches").first_child(); one; one = one.next_sibling())
        batches_.push_back(batch_in(one));
    return done{};
}

result<done> chain_id_journal::write() const {
    json::writer out;
    out.begin_object().name("batches").begin_array();
    for (const open_batch& one : batches_) write_batch(out, one);
    out.end_array().end_object();
    std::filesystem::path draft = file_;
    draft += ".new";
    {
        const file_descriptor to(::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
        if (!to.is_open() || !write_all(to.number(), out.finish())) return fault_of(draft);
    }
    if (::rename(draft.c_str(), file_.c_str()) != 0) return fault_of(file_);
    const file_descriptor folder(::open(file_.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder.is_open() || ::fsync(folder.number()) != 0) return fault_of(file_);
    return done{};
}

result<done> chain_id_journal::note(open_batch what, const std::string& former) {
    std::erase_if(batches_, [&](const open_batch& one) { return !former.empty() && one.what.number == former; });
    batches_.push_back(std::move(what));
    return write();
}

result<done> chain_id_journal::forget(const std::string& number) {
    std::erase_if(batches_, [&](const open_batch& one) { return one.what.number == number; });
    return write();
}

} // namespace schakel::pipeline
