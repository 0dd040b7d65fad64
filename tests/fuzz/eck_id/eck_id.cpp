// The first byte chooses: a message of the service, a list of persons, or answers to a conversation, divided by lines
// of
// "----".
#include "adapters/all_adapters.hpp"
#include "gateway/adapter/chain_ids.hpp"
#include "schemas/bundled.hpp"
#include "tests/fuzz/findings_hold.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace {

using namespace schakel;
using fuzz::require;

void check_texts(const report& of) {
    for (const layer which : all_layers) {
        for (const finding& one : of.at(which).findings) {
            for (const language lang : {language::nl, language::en}) require(!one.text(lang).empty());
            require(fuzz::is_utf8(one.where.path) && fuzz::is_utf8(one.got));
        }
    }
}

// What is read as a question or an answer is written so that it reads back.
void message(const chain_id_adapter& by, std::string_view bytes) {
    exchange asked;
    asked.body = bytes;
    const auto question = by.read_question(asked);
    check_texts(question.report);
    if (!question.report.rejects()) {
        exchange again;
        again.body = by.ask(question.what).body;
        require(by.read_question(again).what.items.size() == question.what.items.size());
    }
    check_texts(by.read_answer(bytes, {}).report);
}

// A list gives persons with distinct keys and numbers, or none.
void list(const chain_id_adapter& by, std::string_view bytes, bool replacing) {
    const people_list read = by.read_people(bytes, replacing);
    check_texts(read.report);
    require(!read.report.rejects() || read.people.empty());
    for (const numbered_person& one : read.people) require(!one.key.empty() && !one.number.empty() && one.line > 1);
}

struct counting : chain_id_sink {
    std::size_t places = 0;
    result<done> submitted(const chain_id_batch& what) override {
        require(!what.number.empty() && what.size == places);
        return done{};
    }
    result<done> issued(std::span<const issued_chain_id> ids) override {
        for (const issued_chain_id& one : ids) {
            require(one.place < places && one.value.starts_with("https://ketenid.nl/"));
            require(!one.value.starts_with("https://ketenid.nl/sp"));
        }
        return done{};
    }
    void refused(std::size_t place, std::string_view) override { require(place < places); }
};

void conversation(const chain_id_adapter& by, std::string_view answers, bool in_batches) {
    std::vector<crypto::wiped_text> hashes;
    for (const char c : {'a', 'b', 'c'}) hashes.emplace_back(std::string(64, c));
    counting into;
    into.places = hashes.size();
    chain_id_options options;
    options.message_id = [] { return std::string("urn:uuid:1"); };
    const auto talk = by.issue(options, std::move(hashes), in_batches);
    for (int turns = 0; turns < 64; ++turns) {
        const auto asked = talk->next();
        if (!asked) break;
        received_answer got;
        got.status = 200;
        const std::size_t end = answers.find("----\n");
        got.body = answers.substr(0, end);
        answers.remove_prefix(end == answers.npos ? answers.size() : end + 5);
        talk->take(*asked, got, into);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto made = make_eck_id(schemas::bundled);
    if (size == 0) return 0;
    const chain_id_adapter& by = *made->chain_ids();
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0] & 3) {
    case 0: message(by, bytes); break;
    case 1: list(by, bytes, (data[0] & 4) != 0); break;
    default: conversation(by, bytes, (data[0] & 4) != 0);
    }
    return 0;
}
