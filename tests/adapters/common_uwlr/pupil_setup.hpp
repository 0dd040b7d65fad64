// What the tests of pupil data start from: an invented school, and somebody who asks about it.
#pragma once

#include "gateway/adapter/roster.hpp"
#include "gateway/roster/generated_school.hpp"
#include "gateway/roster/memory_roster.hpp"
#include "tests/adapters/common_uwlr/setup.hpp"

#include <memory>
#include <set>
#include <string>

namespace schakel::test {

inline const instant changed_at = *parse_rfc3339("2026-11-20T15:30:00.25Z");

inline std::shared_ptr<roster::memory_roster> invented_school(std::size_t pupils = 60) {
    roster::school_options options;
    options.what = roster::school_options::detail::edex;
    options.pupils = pupils;
    options.school = {{"brin", "99XX", {}}};
    auto view = std::make_shared<roster::memory_roster>(changed_at);
    roster::generated_school(options).write(*view);
    return view;
}

inline std::string all_of(byte_source& from) {
    std::string bytes;
    while (from.next(bytes)) {
    }
    return bytes;
}

inline std::string written(const roster_view& view, std::string_view version, const encode_options& options = {}) {
    return all_of(*uwlr(version).roster()->write(view, options));
}

// Sends a bare question with credentials, and gives what is answered.
struct asker {
    std::string version = "2.2";
    std::shared_ptr<const roster_view> view;
    answering options;
    std::string path = "/leerlinggegevens";

    roster_answer answer(const std::string& bare) const {
        outgoing message;
        message.body = bare;
        uwlr(version).authorise(message, {{presented_credentials::form::key_triple, "sleutel", "K1", "Klant"}});
        exchange asked = posted(message.body);
        asked.path = path;
        const roster_adapter& subject = *uwlr(version).roster();
        const roster_question question = subject.question(asked, {});
        if (question.report.rejects()) {
            disposition decided;
            decided.what = disposition::outcome::invalid;
            decided.report = &question.report;
            return {uwlr(version).acknowledge(asked, decided), nullptr, nullptr};
        }
        return subject.answer(asked, question, view, options);
    }

    std::string body(const std::string& bare) const {
        const roster_answer told = answer(bare);
        return told.stream ? all_of(*told.stream) : told.head.body;
    }
};

inline std::string question(
    const std::string& root, const std::string& more = {}, const std::string& version = "2.2",
    const std::string& year = {}
) {
    const std::string school_year = year.empty() ? invented_school(1)->head().school_year : year;
    return "<" + root + " xmlns=\"http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens\"><schooljaar>" +
           school_year + "</schooljaar><brincode>99XX</brincode><xsdversie>" + version + "</xsdversie>" + more + "</" +
           root + ">";
}

// Reads an answer, which must be valid.
inline roster_reading
read_answer(const std::string& bytes, roster_sink& into, std::string_view version, const decode_options& options = {}) {
    return uwlr(version).roster()->read({bytes, nullptr, {}, {}}, options, into);
}

} // namespace schakel::test
