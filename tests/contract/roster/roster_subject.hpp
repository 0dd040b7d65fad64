// The implementations under test, and short words for loading and looking.
#pragma once

#include "gateway/outbox/store.hpp"
#include "gateway/roster/roster_store.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/memory_roster_rows.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace schakel::roster {

inline constexpr std::string_view school = "de-akker";

inline extents all_kinds(extent how) {
    extents all;
    all.fill(how);
    return all;
}

using records = std::vector<model::roster::record>;

// Words that every subject has.
struct roster_words {
    test::fake_clock time;
    std::unique_ptr<roster_store> store;

    // Loads and finishes; the version is staged, or none.
    std::optional<roster_version> stage(const records& all, extent how = extent::full) {
        time.advance(1h);
        auto load = store->begin({std::string(school), "las", "edexml-2.1", "upload"});
        REQUIRE(load);
        for (const auto& one : all) (*load)->add(model::roster::record(one));
        auto staged = (*load)->finish(all_kinds(how), {});
        REQUIRE_MESSAGE(staged.has_value(), (staged ? std::string() : staged.error().message));
        return *staged;
    }
    std::optional<roster_version> publish(const records& all, extent how = extent::full) {
        auto staged = stage(all, how);
        time.advance(1min);
        if (staged) REQUIRE(store->publish(staged->number, "operator"));
        return staged;
    }
};

struct sqlite_roster : roster_words {
    test::temporary_folder folder;
    std::unique_ptr<outbox::store> opened;

    sqlite_roster() { reopen(); }
    void reopen() {
        store.reset();
        opened.reset();
        auto made = outbox::open_sqlite_store({.path = folder.file("store.db")}, time);
        REQUIRE_MESSAGE(made.has_value(), (made ? std::string() : made.error().message));
        opened = std::move(*made);
        store = std::make_unique<roster_store>(*opened->rosters(), time);
        store->take_back_unfinished();
    }
    outbox::roster_rows& rows() { return *opened->rosters(); }
};

struct memory_roster_subject : roster_words {
    test::memory_roster_rows kept;

    memory_roster_subject() { reopen(); }
    void reopen() {
        store = std::make_unique<roster_store>(kept, time);
        store->take_back_unfinished();
    }
    outbox::roster_rows& rows() { return kept; }
};

#define SCHAKEL_ROSTERS schakel::roster::sqlite_roster, schakel::roster::memory_roster_subject

inline model::roster::person pupil(std::string id, std::string name = "Testleerling") {
    model::roster::person one;
    one.id = std::move(id);
    one.family_name = std::move(name);
    return one;
}

inline model::roster::person pupil_with(std::string id, std::string eckid) {
    model::roster::person one = pupil(std::move(id));
    one.ids = {{"eckid", std::move(eckid), {}}};
    return one;
}

inline model::roster::person gone(std::string id) {
    model::roster::person one = pupil(std::move(id));
    one.ended = true;
    return one;
}

template <class Record = model::roster::person>
std::vector<std::string> ids(const roster_view& view, roster_range range = {}) {
    std::vector<std::string> all;
    each<Record>(view, range, [&](const Record& one) {
        all.push_back(one.id);
        return true;
    });
    return all;
}

inline std::string name_of_pupil(const roster_view& view, std::string_view id) {
    const auto found = view.find(model::roster::record_kind::person, id);
    return found ? std::get<model::roster::person>(*found).family_name : std::string();
}

using names = std::vector<std::string>;

} // namespace schakel::roster
