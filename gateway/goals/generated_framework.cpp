#include "gateway/goals/generated_framework.hpp"

#include "gateway/crypto/name_uuid.hpp"

#include <array>
#include <string>
#include <string_view>

namespace schakel::goals {

namespace {

namespace model = schakel::model::goals;

constexpr std::size_t goals_of_domain = 10;
constexpr instant first_published{std::chrono::sys_days{std::chrono::year{2026} / 8 / 1}};

class generator {
public:
    generator(const framework_options& how, goal_sink& into) : how_(how), into_(into) {}

    void run() {
        head();
        for (std::size_t i = 0; i < how_.goals; ++i) {
            const bool domain = i % (goals_of_domain + 1) == 0;
            const std::size_t parent = i - i % (goals_of_domain + 1);
            add_goal(i, domain);
            add_edge("kind", i, model::relation::child_of, "isChildOf", domain ? "framework" : name(parent));
            if (!domain && i > parent + 1) add_edge("volgt", i - 1, model::relation::precedes, "precedes", name(i));
        }
    }

private:
    static std::string name(std::size_t number) { return "goal " + std::to_string(number); }

    std::string key(std::string_view of) const {
        const std::string whole = "https://doelen.example/" + std::to_string(how_.seed) + "/" + std::string(of);
        return "urn:uuid:" + *crypto::name_uuid(crypto::url_namespace, whole);
    }

    void head() {
        model::framework made;
        made.id = key("framework");
        made.title = "Rekenen en wiskunde (proef " + std::to_string(how_.seed) + ")";
        made.publisher = "Stichting Proefdoelen";
        made.language = "nl";
        made.status = "Implemented";
        made.subjects = {"Rekenen"};
        made.modified = changed_at(how_);
        model::release release;
        release.framework = made.id;
        release.label = "2026." + std::to_string(how_.changes + 1);
        release.id = made.id + "#" + release.label;
        release.published = date_in_amsterdam(changed_at(how_));
        release.modified = made.modified;
        into_.add(std::move(made));
        into_.add(std::move(release));
    }

    void add_goal(std::size_t number, bool domain) {
        constexpr std::array<std::string_view, 5> domains{
            "Getallen", "Meten", "Meetkunde", "Verhoudingen", "Verbanden"};
        const std::size_t of = number / (goals_of_domain + 1);
        model::goal made;
        made.id = key(name(number));
        made.framework = key("framework");
        made.kind.value = domain ? "Domein" : "Doel";
        made.grouping = domain;
        made.code = std::to_string(of + 1);
        made.statement = std::string(domains[of % domains.size()]);
        made.language = "nl";
        made.modified = first_published;
        if (!domain) {
            made.code += "." + std::to_string(number % (goals_of_domain + 1));
            made.statement = "De leerling werkt met " + made.statement + ", stap " + made.code + ".";
            made.levels = {std::to_string(1 + number % 8)};
        }
        for (std::size_t i = 0; i < how_.changes; ++i) {
            if ((i * 7 + 1) % how_.goals != number) continue;
            made.statement += " (herzien)";
            made.modified = first_published + std::chrono::days(i + 1);
        }
        into_.add(std::move(made));
    }

    void add_edge(
        std::string_view what, std::size_t from, model::relation relation, std::string_view word, std::string_view to
    ) {
        model::association made;
        made.id = key(std::string(what) + " " + name(from));
        made.subject = key(name(from));
        made.object = key(to);
        made.what = relation;
        made.predicate.value = word;
        made.modified = first_published;
        if (relation == model::relation::child_of)
            made.sequence = static_cast<std::int64_t>(from % (goals_of_domain + 1));
        into_.add(std::move(made));
    }

    const framework_options& how_;
    goal_sink& into_;
};

} // namespace

instant changed_at(const framework_options& how) {
    return first_published + std::chrono::days(how.changes);
}

void generate_framework(const framework_options& how, goal_sink& into) {
    generator(how, into).run();
}

} // namespace schakel::goals
