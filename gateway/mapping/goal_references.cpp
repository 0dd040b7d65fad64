#include "gateway/mapping/goal_references.hpp"

#include "gateway/codec/json_writer.hpp"
#include "gateway/mapping/goal_reader.hpp"
#include "gateway/model/field.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace schakel::mapping {

namespace {

namespace field = model::field;

// A result with the sitting that it was obtained in.
struct obtained {
    model::result* what = nullptr;
    const model::sitting* when = nullptr;
};

class report_translation {
public:
    report_translation(
        model::progress_report& report, const goal_wish& wish, goal_reader& reader, goal_account& account,
        field_fate& fate
    )
        : report_(report), wish_(wish), reader_(reader), account_(account), fate_(fate) {}

    void run() {
        for (std::size_t i = 0; i < report_.assessments.size(); ++i) translate_assessment(i);
    }

private:
    void translate_assessment(std::size_t index) {
        model::assessment& test = report_.assessments[index];
        const std::vector<obtained> all = results_of(index);
        std::vector<model::goal_references> own; // of each result
        for (const obtained& one : all) own.push_back(std::exchange(one.what->goals, {}));
        const std::vector<obtained> whole = about(all, {});
        const bool by_parts = whole.empty();
        const model::goal_references before = test.goals;
        place(test.goals, by_parts ? all : whole, by_parts, field::assessment_goal);
        replace_terms(before, test);
        for (model::assessment_part& part : test.parts) place(part.goals, about(all, part.id), false, field::part_goal);
        for (std::size_t i = 0; i < all.size(); ++i) translate_own(all[i], own[i], test);
    }

    std::vector<obtained> results_of(std::size_t assessment) {
        std::vector<obtained> list;
        for (model::sitting& sitting : report_.sittings) {
            if (sitting.assessment != assessment) continue;
            for (model::result& result : sitting.results) list.push_back({&result, &sitting});
        }
        return list;
    }

    static std::vector<obtained> about(const std::vector<obtained>& all, const std::string& part) {
        std::vector<obtained> list;
        std::ranges::copy_if(all, std::back_inserter(list), [&](const obtained& one) {
            return one.what->part_id == part;
        });
        return list;
    }

    // None when the result says nothing of a goal.
    const goal_reading* read(const model::goal_reference& reference, const obtained& one, bool of_part) {
        const auto evidence = evidence_in(*one.what, *one.when, wish_.policy, of_part);
        if (evidence.empty()) return nullptr;
        const goal_reading& made = reader_.read(reference, evidence, date_in_amsterdam(one.when->taken_at.at));
        const std::string statement = !one.what->key.empty()      ? one.what->key
                                      : one.what->part_id.empty() ? one.when->id
                                                                  : one.when->id + "#" + one.what->part_id;
        for (std::size_t i = 0; i < made.translations.size(); ++i) {
            goal_translation& used = account_.translations[made.translations[i]];
            used.statements.push_back(statement);
            used.carried += made.carried[i];
        }
        return &made;
    }

    // References that many results share stay where they are when they come to the same for all of these. Otherwise the
    // reference stays as it came, and each result gets its own translation.
    void place(model::goal_references& shared, const std::vector<obtained>& results, bool of_part, field::name which) {
        model::goal_references after;
        for (const model::goal_reference& reference : shared) {
            std::vector<const goal_reading*> readings;
            for (const obtained& one : results) readings.push_back(read(reference, one, of_part));
            const goal_reading* first = readings.empty() ? nullptr : readings.front();
            const bool same = std::ranges::all_of(readings, [&](const goal_reading* one) { return one == first; });
            if (same) {
                if (first) fate_.mapped(which, first->told);
                add(first ? first->becomes : model::goal_references{reference}, after, {});
                continue;
            }
            fate_.mapped(which, "what it comes to differs by result");
            after.push_back(reference);
            for (std::size_t i = 0; i < results.size(); ++i) {
                if (readings[i]) add(readings[i]->becomes, results[i].what->goals, {});
            }
        }
        shared = std::move(after);
    }

    void translate_own(const obtained& one, const model::goal_references& own, const model::assessment& test) {
        const auto part = std::ranges::find(test.parts, one.what->part_id, &model::assessment_part::id);
        const model::goal_references none;
        const model::goal_references& shared = one.what->part_id.empty()  ? test.goals
                                               : part == test.parts.end() ? none
                                                                          : part->goals;
        for (const model::goal_reference& reference : own) {
            const goal_reading* made = read(reference, one, false);
            if (made) fate_.mapped(field::result_goal, made->told);
            add(made ? made->becomes : model::goal_references{reference}, one.what->goals, shared);
        }
    }

    // A result counts once for a goal.
    static void
    add(const model::goal_references& list, model::goal_references& to, const model::goal_references& shared) {
        for (const model::goal_reference& one : list) {
            const auto same = [&](const model::goal_reference& known) {
                return known.translated() && known.goal == one.goal;
            };
            const bool counted =
                one.translated() && (std::ranges::any_of(to, same) || std::ranges::any_of(shared, same));
            if (!counted) to.push_back(one);
        }
    }

    // A subject or level that is the goal itself is read in the receiver's framework too.
    void replace_terms(const model::goal_references& before, model::assessment& test) {
        for (const model::goal_reference& old : before) {
            const auto is_of = [&](const model::goal_reference& one) { return one.original == old.goal; };
            if (std::ranges::count_if(test.goals, is_of) != 1) continue;
            const model::goal_reference& made = *std::ranges::find_if(test.goals, is_of);
            if (test.study_level == old.goal) test.study_level = made.goal;
            for (model::term& subject : test.subjects) replace_term(old, made, subject);
        }
    }

    void replace_term(const model::goal_reference& old, const model::goal_reference& made, model::term& subject) {
        if (subject.value == old.goal) {
            subject = {made.goal, made.framework, {}};
        } else if (subject.vocabulary == old.goal) {
            subject.vocabulary = made.goal;
            if (!made.name.empty()) subject.value = made.name;
        } else {
            return;
        }
        fate_.mapped(field::assessment_subject, "translated as the learning goal that it is");
        fate_.mapped(field::assessment_subject_vocabulary, "translated as the learning goal that it is");
    }

    model::progress_report& report_;
    const goal_wish& wish_;
    goal_reader& reader_;
    goal_account& account_;
    field_fate& fate_;
};

bool names_goals(const model::progress_report& report) {
    const auto has = [](const auto& one) { return !one.goals.empty(); };
    for (const model::assessment& test : report.assessments) {
        if (has(test) || std::ranges::any_of(test.parts, has)) return true;
    }
    return std::ranges::any_of(report.sittings, [&](const model::sitting& sitting) {
        return std::ranges::any_of(sitting.results, has);
    });
}

} // namespace

goal_translation_for::goal_translation_for(
    const goal_wish& wish, std::shared_ptr<const goals::goal_graph> graph, model::goals::day today
)
    : wish_(wish), graph_(std::move(graph)), today_(today) {}

goal_translation_for::~goal_translation_for() = default;

void goal_translation_for::translate(std::vector<model::record>& records, field_fate& fate) {
    for (model::record& one : records) {
        auto* report = std::get_if<model::progress_report>(&one);
        if (!report || !names_goals(*report)) continue;
        if (!reader_) reader_ = std::make_unique<goal_reader>(wish_, graph_, today_, account_);
        report_translation(*report, wish_, *reader_, account_, fate).run();
    }
}

goal_account translate_goals(
    std::vector<model::record>& records, const goal_wish& wish, std::shared_ptr<const goals::goal_graph> graph,
    model::goals::day today, field_fate& fate
) {
    goal_translation_for all(wish, std::move(graph), today);
    all.translate(records, fate);
    return std::move(all.account());
}

std::string goal_account::to_json() const {
    if (translations.empty()) return {};
    json::writer out;
    out.begin_array();
    for (const goal_translation& one : translations) {
        out.begin_object().member("reference", one.reference).member_if_present("vocabulary", one.vocabulary);
        if (one.as_of) out.member("as_of", schakel::to_string(*one.as_of));
        out.name("statements").begin_array();
        for (const std::string& statement : one.statements) out.text(statement);
        out.end_array().member("carried", std::uint64_t{one.carried});
        out.name("record").raw(goals::to_json(one.record)).end_object();
    }
    return out.end_array().finish();
}

} // namespace schakel::mapping
