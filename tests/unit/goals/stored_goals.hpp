// A store of goals on disk with invented frameworks in it.
#pragma once

#include "gateway/goals/goal_store.hpp"
#include "gateway/outbox/goal_file.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>

namespace schakel::goals::test {

namespace model_goals = schakel::model::goals;

inline model_goals::framework a_framework(const std::string& id) {
    model_goals::framework one;
    one.id = id;
    one.title = "Testkader " + id;
    return one;
}

inline model_goals::release a_release(const std::string& framework, const std::string& label) {
    model_goals::release one;
    one.framework = framework;
    one.label = label;
    one.id = framework + "#" + label;
    return one;
}

inline model_goals::goal
a_goal(const std::string& id, const std::string& framework, const std::string& text = "kan rekenen") {
    model_goals::goal one;
    one.id = id;
    one.framework = framework;
    one.statement = text;
    return one;
}

inline model_goals::association child(const std::string& of, const std::string& parent) {
    model_goals::association one;
    one.subject = of;
    one.what = model_goals::relation::child_of;
    one.object = parent;
    one.id = derived_id(one);
    return one;
}

struct stored_goals {
    schakel::test::temporary_folder folder;
    schakel::test::fake_clock time;
    std::unique_ptr<outbox::store> opened;
    std::unique_ptr<goal_store> goals;

    stored_goals() { open(); }
    void open() {
        goals.reset();
        opened.reset();
        outbox::sqlite_settings settings;
        settings.path = folder.file("store.db");
        auto made = outbox::open_sqlite_store(settings, time);
        REQUIRE(made);
        opened = std::move(*made);
        goals = std::make_unique<goal_store>(*opened->goals(), time);
    }
    std::string file_of_import(outbox::goal_number which) const {
        return outbox::goal_file_of(folder.file("store.db"), which);
    }
    std::unique_ptr<goal_load> load(const std::string& label, std::size_t size = 3, const std::string& text = "kan") {
        auto one = goals->begin("testkader " + label);
        one->add(a_framework("kader"));
        one->add(a_release("kader", label));
        for (std::size_t i = 0; i < size; ++i) {
            const std::string id = "doel-" + std::to_string(i);
            one->add(a_goal(id, "kader", text + " " + std::to_string(i)));
            if (i > 0) one->add(child(id, "doel-0"));
        }
        return one;
    }
};

} // namespace schakel::goals::test
