#include "adapters/common/uwlr/pupil_data/read_question.hpp"

#include "adapters/common/uwlr/envelope.hpp"
#include "adapters/common/uwlr/names.hpp"
#include "adapters/common/uwlr/quirks.hpp"
#include "adapters/common/uwlr/rule_catalogue.hpp"
#include "adapters/common/uwlr/schema_layer.hpp"
#include "adapters/common/uwlr/values.hpp"

#include <algorithm>

namespace schakel::uwlr::pupil_data {

namespace {

// The rules on a school in a result message hold for the school in a question as well.
findings rules_on(const question& asked, const question_reading& with) {
    wire::school named;
    named.schooljaar = asked.schooljaar;
    named.brincode = asked.brincode;
    named.dependancecode = asked.dependancecode;
    named.xsdversie = asked.xsdversie;
    findings list;
    check_version(named, with.spoken, list);
    check_school(named, list);
    const wire::value& set_id = asked.gegevenssetid;
    if (set_id && !with.known_profiles.asked_by(set_id.text)) {
        const std::string known(with.known_profiles.find("smalle-set")->set_ids.front());
        list.push_back(found("uwlr.dataset-unknown", set_id.at, known, masked(set_id.text)));
    }
    return list;
}

class reading {
public:
    reading(const exchange& asked, const decode_options& options, const question_reading& with)
        : asked_(asked), options_(options), with_(with) {}

    roster_question run() {
        if (!transport_allows(asked_, out_.report)) return std::move(out_);
        auto checked = with_.schema.validate(asked_.body, limits_with(options_));
        out_.report.add(layer::well_formed, std::move(checked.scan_findings));
        if (!checked.well_formed) return std::move(out_);

        const xml::document document = xml::document::parse_scanned(asked_.body);
        const expected_messages expected{space::pupil_data, question_roots, "uwlr.question-root", options_.bare, false};
        const opened_envelope opened = open_envelope(document.root(), expected);
        out_.credentials = opened.credentials;
        if (!opened.message) { // one clear finding instead of what the schema makes of it
            add(layer::schema, opened.shape);
            return std::move(out_);
        }
        forgive_foreign_headers(checked.schema_findings, opened);
        forgive_absent_version(checked.schema_findings, opened.message, options_.quirks, with_.spoken.own);
        add(layer::schema, std::move(checked.schema_findings));
        tell(parse_question(opened.message), opened.headers);
        return std::move(out_);
    }

private:
    void tell(question asked, findings headers) {
        out_.kind = words_of(asked.which).operation;
        out_.school = school_of(asked);
        out_.school_year = asked.schooljaar.text;
        out_.known_until = instant_of(asked.laatstontvangengegevens.text);
        out_.profile = profile_of_path(asked_.path);
        const profile* asked_for = with_.known_profiles.asked_by(asked.gegevenssetid.text);
        if (out_.profile.empty() && asked_for) out_.profile = asked_for->name;
        const findings content = rules_on(asked, with_);
        headers.insert(headers.end(), content.begin(), content.end());
        add(layer::rules, std::move(headers));
        out_.parsed = std::make_shared<const question>(std::move(asked));
    }

    void add(layer which, findings list) { add_placed(out_.report, which, std::move(list), asked_.body, options_); }

    const exchange& asked_;
    const decode_options& options_;
    const question_reading& with_;
    roster_question out_;
};

} // namespace

std::string_view profile_of_path(std::string_view path) {
    const std::size_t last = path.rfind('/');
    if (last == std::string_view::npos || last == 0) return {};
    path = path.substr(0, last);
    return path.substr(path.rfind('/') + 1);
}

roster_question read_question(const exchange& asked, const decode_options& options, const question_reading& with) {
    return reading(asked, options, with).run();
}

} // namespace schakel::uwlr::pupil_data
