#include "tests/support/test_adapter.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;

namespace {

adapter_registry versions(std::initializer_list<const char*> standards) {
    adapter_registry all;
    for (const char* one : standards) all.add(make_toy_adapter({.standard = one}));
    return all;
}

std::string_view resolved(const adapter_registry& all, std::string_view name) {
    const adapter* found = all.resolve(name);
    return found ? found->info().standard : std::string_view("none");
}

} // namespace

TEST_CASE("A name without version is the newest, an exact name itself") {
    const adapter_registry all = versions({"toy-2.0", "toy-1.0", "toy-10.0", "toyota-1.0", "toy-results-2.1"});
    CHECK(resolved(all, "toy-1.0") == "toy-1.0");
    CHECK(resolved(all, "toyota") == "toyota-1.0");
    CHECK(resolved(all, "toy-results") == "toy-results-2.1");
    CHECK(resolved(versions({"toy-2.0", "toy-10.0", "toy-9.1"}), "toy") == "toy-10.0");
    CHECK(resolved(versions({"toy-1.0.3", "toy-1.0.10", "toy-1.0"}), "toy") == "toy-1.0.10");
}

TEST_CASE("A name that is no whole word of a standard is unknown") {
    const adapter_registry all = versions({"toy-1.0"});
    for (const char* name : {"to", "toy-", "toy-1", "TOY", "", "toy-1.0-x"}) {
        CAPTURE(name);
        CHECK(resolved(all, name) == "none");
    }
    CHECK(all.find("toy") == nullptr);
}

TEST_CASE("Whoever recognises a message best gets it; nobody gets what nobody knows") {
    const adapter_registry all = versions({"toy-1.0", "toy-2.0"});
    CHECK(all.recognise("school brin=99XX") == all.find("toy-1.0"));
    CHECK(all.recognise("<xml/>") == nullptr);
    CHECK(adapter_registry().recognise("school ") == nullptr);
}

TEST_CASE("What an adapter does not define has a safe meaning") {
    class silent final : public adapter {
    public:
        const adapter_info& info() const override { return info_; }
        std::span<const rule> rules() const override { return {}; }
        std::span<const outcome_row> outcome_table() const override { return {}; }
        int recognises(std::string_view) const override { return 0; }
        decoded decode(const exchange&, const decode_options&) const override { return {}; }
        reply acknowledge(const exchange&, const disposition& decided) const override {
            return {decided.what == disposition::outcome::not_found ? 404 : 500, {}, {}};
        }
        encoded encode(std::span<const model::record>, const encode_options&) const override { return {}; }
        receipt interpret(const outgoing&, const received_answer&) const override {
            return {receipt::outcome::hold, "asked", {}, {}};
        }

    private:
        adapter_info info_;
    };
    const silent by;
    CHECK(by.credentials({}).kind == presented_credentials::form::none);
    CHECK(by.answer({}, {}).status == 404);
    CHECK(by.split({}).empty());
    CHECK(by.interpret_check({}, {}, {}).what == receipt::outcome::hold);
    outgoing message;
    by.authorise(message, {});
    CHECK(message.headers.empty());
}

TEST_CASE("Every word has a text of its own") {
    CHECK(to_string(family::progress) == "progress");
    CHECK(to_string(maturity::stable) == "stable");
    CHECK(to_string(field_outcome::defaulted) == "defaulted");
    std::set<std::string_view> words;
    for (const auto one :
         {receipt::outcome::delivered, receipt::outcome::already_there, receipt::outcome::retry,
          receipt::outcome::rejected, receipt::outcome::hold, receipt::outcome::split, receipt::outcome::check})
        CHECK(words.insert(to_string(one)).second);
}
