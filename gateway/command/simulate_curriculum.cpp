#include "gateway/command/simulate_curriculum.hpp"

#include "gateway/crypto/name_uuid.hpp"

#include <algorithm>
#include <array>

namespace schakel::command {

namespace {

constexpr std::size_t goals_of_domain = 10, domains_of_set = 5;
constexpr std::array<std::string_view, 5> themes{"getallen", "meten", "taal", "ruimte", "natuur"};

using uuids = std::vector<std::string>;

class generator {
public:
    explicit generator(const curriculum_options& how) : how_(how) {}

    curriculum run() {
        add_levels();
        add_subjects();
        add_statutory();
        add_goals();
        for (std::size_t i = 0; i < how_.changes; ++i) change(i);
        made_.release = "2026." + std::to_string(how_.changes + 1);
        return std::move(made_);
    }

private:
    std::string uuid(std::string_view of) const {
        const std::string whole = "https://curriculum.example/" + std::to_string(how_.seed) + "/" + std::string(of);
        std::string made = *crypto::name_uuid(crypto::url_namespace, whole);
        made[14] = '4'; // all ids of SLO say that they are of version 4
        return made;
    }

    curriculum_entity& add(std::string_view context, std::string_view type, std::string title) {
        curriculum_entity one;
        one.context = context;
        one.type = type;
        one.title = std::move(title);
        one.uuid = uuid(one.type + " " + std::to_string(made_.entities.size()));
        made_.entities.push_back(std::move(one));
        return made_.entities.back();
    }

    void add_levels() {
        for (int group = 1; group <= 8; ++group) {
            auto& one = add("basis", "niveau", "Groep " + std::to_string(group));
            one.prefix = std::to_string(group);
            one.words = {{"type", "Leerjaar"}};
            levels_.push_back(one.uuid);
        }
    }

    void add_subjects() {
        for (const std::string_view theme : themes) {
            auto& one = add("basis", "vakleergebied", "Leergebied " + std::string(theme));
            one.references = {{"niveau", levels_}};
            subjects_.push_back(one.uuid);
        }
    }

    // One core objective of the old kind for each subject, with the doelen and doelniveaus that it anchors.
    void add_statutory() {
        for (std::size_t i = 0; i < themes.size(); ++i) {
            const std::string number = std::to_string(i + 1);
            const std::string theme(themes[i]);
            auto& core =
                add("kerndoelen", "kerndoel", "De leerlingen verkennen " + theme + " in proefopdracht " + number + ".");
            core.description = "Verkennen van " + theme;
            core.prefix = "PO Kerndoel 0" + number;
            core.words = {{"kerndoelLabel", core.description}};
            core.references = {{"niveau", {levels_.back()}}};
            const std::string anchor = core.uuid;
            auto& subject = add("kerndoelen", "kerndoel_vakleergebied", "Leergebied " + theme);
            subject.references = {{"kerndoel", {anchor}}, {"vakleergebied", {subjects_[i]}}};
            auto& goal = add("basis", "doel", "Oefent met " + theme);
            goal.words = {{"bron", "proef"}};
            const std::string under = goal.uuid;
            for (const std::size_t group : {4u, 7u}) {
                auto& at_level = add("basis", "doelniveau", {});
                at_level.references = {{"doel", {under}}, {"niveau", {levels_[group]}}, {"kerndoel", {anchor}}};
            }
        }
    }

    void add_goals() {
        uuids domains, goals;
        for (std::size_t i = 0; i < how_.goals; ++i) {
            goals.push_back(add_goal(i));
            const bool last = i + 1 == how_.goals;
            if (!last && goals.size() < goals_of_domain) continue;
            auto& domain = add("fo", "fo_domein", "Domein " + std::to_string(++domains_));
            domain.references = {{"fo_doelzin", std::exchange(goals, {})}};
            domains.push_back(domain.uuid);
            if (!last && domains.size() < domains_of_set) continue;
            add_set(std::exchange(domains, {}));
        }
    }

    std::string add_goal(std::size_t number) {
        const std::string theme(themes[number % themes.size()]), step = std::to_string(number + 1);
        auto& part = add("fo", "fo_uitwerking", "Uitwerking " + step);
        part.description = "Onderdeel van stap " + step + ".";
        part.references = {{"niveau", {levels_[number % levels_.size()]}}};
        const std::string below = part.uuid;
        auto& goal = add("fo", "fo_doelzin", "Kerndoel " + step);
        goal.description = "De leerling past " + theme + " toe in stap " + step + " van de proef.";
        goal.prefix = step;
        goal.words = {{"soort", "kerndoel"}, {"status", "concept"}};
        goal.flags = {{"ce", 0}, {"se", number % 2 == 0 ? 1 : 0}};
        goal.references = {{"fo_uitwerking", {below}}};
        return goal.uuid;
    }

    void add_set(uuids domains) {
        auto& set = add("fo", "fo_set", "Proefset " + std::to_string(++sets_));
        set.words = {{"settype", "kerndoelenset"}, {"status", "concept"}};
        set.references = {{"vakleergebied", {subjects_[sets_ % subjects_.size()]}}, {"fo_domein", std::move(domains)}};
    }

    enum class kind : std::size_t { in_form, in_content, not_at_all, withdrawn };

    void change(std::size_t number) {
        uuids living;
        for (const curriculum_entity& one : made_.entities)
            if (one.type == "fo_doelzin" && !one.deprecated) living.push_back(one.uuid);
        if (living.empty()) return;
        const std::string& which = living[(number * 7 + 1) % living.size()];
        const auto how = static_cast<kind>(number % 4);
        const std::string by = how == kind::withdrawn ? std::string() : renew(which, number, how);
        if (by.empty()) find(which).deprecated = true;
        replace_in_containers(which, by, number);
    }

    // The new entity that stands for an old one.
    std::string renew(const std::string& old, std::size_t number, kind how) {
        curriculum_entity next = find(old);
        next.uuid = uuid(old + " in release " + std::to_string(number + 2));
        next.replaces.push_back(old);
        if (how == kind::in_form) next.description = "Concept – " + next.description;
        if (how == kind::in_content) next.description += " Daarbij legt de leerling uit waarom dat klopt.";
        curriculum_entity& before = find(old);
        before.deprecated = true;
        before.replaced_by = {next.uuid};
        made_.entities.push_back(std::move(next));
        return made_.entities.back().uuid;
    }

    // An entity whose children changed is another one, and so on upwards. `by` empty: the child is gone.
    void replace_in_containers(const std::string& child, const std::string& by, std::size_t number) {
        const std::size_t known = made_.entities.size();
        for (std::size_t i = 0; i < known; ++i) {
            if (made_.entities[i].deprecated || !refers(made_.entities[i], child)) continue;
            const std::string old = made_.entities[i].uuid;
            const std::string next = renew(old, number, kind::not_at_all);
            for (auto& [type, ends] : find(next).references) {
                std::ranges::replace(ends, child, by);
                std::erase(ends, std::string());
            }
            replace_in_containers(old, next, number);
        }
    }

    static bool refers(const curriculum_entity& one, const std::string& to) {
        return std::ranges::any_of(one.references, [&](const auto& each) {
            return std::ranges::find(each.second, to) != each.second.end();
        });
    }

    curriculum_entity& find(std::string_view which) {
        return *std::ranges::find(made_.entities, which, &curriculum_entity::uuid);
    }

    const curriculum_options& how_;
    curriculum made_;
    uuids levels_, subjects_;
    std::size_t domains_ = 0, sets_ = 0;
};

} // namespace

const curriculum_entity* curriculum::find(std::string_view uuid) const {
    const auto found = std::ranges::find(entities, uuid, &curriculum_entity::uuid);
    return found == entities.end() ? nullptr : &*found;
}

curriculum make_curriculum(const curriculum_options& how) {
    return generator(how).run();
}

} // namespace schakel::command
