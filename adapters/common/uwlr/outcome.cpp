#include "adapters/common/uwlr/outcome.hpp"

#include "adapters/common/uwlr/names.hpp"
#include "adapters/common/uwlr/parse.hpp"
#include "adapters/common/uwlr/write.hpp"
#include "gateway/codec/xml_document.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

namespace schakel::uwlr {

namespace {

using outcome = receipt::outcome;

constexpr std::array table{
    outcome_row{"2xx with leerresultaten_bevestiging", outcome::delivered},
    outcome_row{"2xx with anything else (an HTML page, an empty body)", outcome::retry},
    outcome_row{"fault Client.AutorisatieOngeldig", outcome::hold},
    outcome_row{"fault Client.OngeldigeKlantIdentificatie", outcome::hold},
    outcome_row{"fault Client.XsdVersieOngeldig", outcome::hold},
    outcome_row{"fault Client or Client.*, several pupils in the message", outcome::split},
    outcome_row{"fault Client or Client.*, one pupil in the message", outcome::rejected},
    outcome_row{"fault MustUnderstand or VersionMismatch", outcome::hold},
    outcome_row{"fault Server, Server.* or an unknown code", outcome::retry},
    outcome_row{"401, 403, 407, 3xx without a fault", outcome::hold},
    outcome_row{"404, 405, 415 without a fault", outcome::hold},
    outcome_row{"408, 425, 429, 5xx without a fault", outcome::retry},
    outcome_row{"413 without a fault, several pupils in the message", outcome::split},
    outcome_row{"other 4xx without a fault", outcome::rejected},
    outcome_row{"no answer", outcome::retry},
};

receipt means(outcome what, std::string reason) {
    return {what, std::move(reason), std::nullopt, {}};
}

// A code as UWLR names it, for reasons; text of the peer goes no further than this list.
constexpr std::array known_codes{
    "Server.InterneFout",
    "Server.TijdelijkNietBeschikbaar",
    "Client.OngeldigBericht",
    "Client.OngeldigeKlantIdentificatie",
    "Client.AutorisatieOngeldig",
    "Client.XsdVersieOngeldig",
    "Client.LeerlingOngeldig",
    "Client.VocabulaireTermOngeldig",
    "Client.ToetsNormeringOngeldig",
    "Client.ScoreOngeldig",
    "Client.EldResultaatOngeldig",
    "Client",
    "Server",
    "MustUnderstand",
    "VersionMismatch"};

// Halves may pass where the whole does not.
outcome refused(const outgoing& sent) {
    return split_by_pupil(sent).empty() ? outcome::rejected : outcome::split;
}

receipt judge_fault(const outgoing& sent, std::string_view code) {
    code = code.substr(code.find(':') + 1); // npos + 1 is 0
    if (code == "Client.AutorisatieOngeldig" || code == "Client.OngeldigeKlantIdentificatie")
        return means(outcome::hold, named_fault(code) + ": credentials refused");
    if (code == "Client.XsdVersieOngeldig")
        return means(outcome::hold, named_fault(code) + ": the receiver does not read this version");
    if (code == "MustUnderstand" || code == "VersionMismatch")
        return means(outcome::hold, named_fault(code) + ": the receiver expects another form of SOAP");
    if (code == "Client" || code.starts_with("Client.")) return means(refused(sent), named_fault(code));
    return means(outcome::retry, named_fault(code));
}

receipt judge_status(const outgoing& sent, const received_answer& answer) {
    const std::string code = "HTTP " + std::to_string(answer.status);
    if (const auto common = interpret_common(answer)) return *common;
    switch (answer.status) {
    case 404:
    case 405:
    case 415: return means(outcome::hold, code + ": check the receiver's address");
    case 413: return means(refused(sent), code + ": too large for the receiver");
    default: break;
    }
    if (answer.status >= 400) return means(outcome::rejected, code);
    return means(outcome::retry, code + " without leerresultaten_bevestiging");
}

constexpr document_limits answer_limits{.bytes = 1u << 20, .depth = 50, .nodes = 50'000};

// Halves of the pupils, with only the tests that they need.
wire::message part_of(const wire::message& whole, std::size_t first, std::size_t last) {
    wire::message part;
    part.school = whole.school;
    std::set<std::string_view> needed;
    for (std::size_t i = first; i < last; ++i) {
        part.toetsafnames.push_back(whole.toetsafnames[i]);
        for (const wire::resultaat& result : whole.toetsafnames[i].resultaten) needed.insert(result.toetscode.text);
    }
    for (const wire::toets& test : whole.toetsen) {
        if (needed.contains(test.toetscode.text)) part.toetsen.push_back(test);
    }
    return part;
}

// Results of one test, version and day are one sitting.
std::size_t sittings_of(const wire::message& of) {
    std::size_t count = 0;
    for (const wire::toetsafname& pupil : of.toetsafnames) {
        std::set<std::tuple<std::string_view, std::string_view, std::string_view>> occasions;
        for (const wire::resultaat& one : pupil.resultaten)
            occasions.emplace(one.toetscode.text, one.versie.text, one.afnamedatum.text);
        count += occasions.size();
    }
    return count;
}

} // namespace

receipt interpret_answer(const outgoing& sent, const received_answer& answer) {
    if (answer.how != received_answer::transport::answered) return judge_status(sent, answer);
    findings ignored;
    const auto document = xml::document::parse(answer.body, answer_limits, ignored);
    if (!document || !document->root().is(space::soap, "Envelope")) return judge_status(sent, answer);
    const xml::node content = document->root().child(space::soap, "Body").first_child();
    if (content.is(space::soap, "Fault")) return judge_fault(sent, content.child({}, "faultcode").text());
    const bool good = answer.status >= 200 && answer.status < 300;
    if (good && content.is(space::results, "leerresultaten_bevestiging")) return means(outcome::delivered, {});
    return judge_status(sent, answer);
}

std::string named_fault(std::string_view code) {
    const auto known = std::ranges::find(known_codes, code);
    if (known != known_codes.end()) return "fault " + std::string(*known);
    return code.starts_with("Client.") ? "fault Client.(other)" : "fault with another code";
}

std::span<const outcome_row> outcomes() {
    return table;
}

std::vector<outgoing> split_by_pupil(const outgoing& message) {
    findings ignored;
    const auto document = xml::document::parse(message.body, document_limits{}, ignored);
    if (!document) return {};
    const wire::message whole = parse_message(document->root());
    const std::size_t pupils = whole.toetsafnames.size();
    if (pupils < 2) return {};
    std::vector<outgoing> halves;
    for (const auto& [first, last] : {std::pair{std::size_t{0}, pupils / 2}, std::pair{pupils / 2, pupils}}) {
        const wire::message part = part_of(whole, first, last);
        outgoing half = message;
        half.body = write_message(part);
        half.records = sittings_of(part);
        halves.push_back(std::move(half));
    }
    return halves;
}

} // namespace schakel::uwlr
