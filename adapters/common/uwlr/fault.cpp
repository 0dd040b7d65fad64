#include "adapters/common/uwlr/fault.hpp"

#include "adapters/common/uwlr/names.hpp"
#include "gateway/codec/xml_writer.hpp"

#include <algorithm>

namespace schakel::uwlr {

namespace {

constexpr std::string_view internal_error = "Server.InterneFout";
constexpr std::string_view try_later = "Server.TijdelijkNietBeschikbaar";
constexpr std::string_view bad_message = "Client.OngeldigBericht";
constexpr std::string_view wrong_client = "Client.OngeldigeKlantIdentificatie";
constexpr std::string_view not_authorised = "Client.AutorisatieOngeldig";
constexpr std::string_view bad_version = "Client.XsdVersieOngeldig";

// Rules by the beginning of their id; the first that fits. Everything else makes the message invalid as a whole.
struct code_of_rule {
    std::string_view rule;
    std::string_view code;
};
constexpr code_of_rule codes[]{
    {"uwlr.authorisation-missing", not_authorised},
    {"uwlr.header-not-understood", "MustUnderstand"},
    {"uwlr.soap-version", "VersionMismatch"},
    {"uwlr.version-mismatch", bad_message},
    {"uwlr.version", bad_version},
    {"uwlr.pupil", "Client.LeerlingOngeldig"},
    {"uwlr.eckid", "Client.LeerlingOngeldig"},
    {"uwlr.norm", "Client.ToetsNormeringOngeldig"},
    {"uwlr.score", "Client.ScoreOngeldig"},
    {"uwlr.oso", "Client.EldResultaatOngeldig"},
    {"uwlr.vocabulary", "Client.VocabulaireTermOngeldig"},
};

struct said {
    std::string_view code;
    std::string_view nl, en;
};

// What is said about everything but an invalid message.
said words_for(disposition::outcome what) {
    using enum disposition::outcome;
    switch (what) {
    case unauthenticated:
        return {
            not_authorised, "De autorisatiesleutel ontbreekt of is niet geldig.",
            "The autorisatiesleutel is missing or not valid."};
    case unknown_client:
        return {wrong_client, "Klantcode of klantnaam is niet bekend.", "Klantcode or klantnaam is not known."};
    case forbidden:
    case insufficient_scope:
    case unknown_school:
        return {
            not_authorised, "De autorisatiesleutel geeft geen toegang tot deze school.",
            "The autorisatiesleutel gives no access to this school."};
    case overloaded:
    case unavailable:
        return {
            try_later, "Het bericht kan nu niet worden aangenomen. Probeer het later opnieuw.",
            "The message cannot be accepted now. Try again later."};
    case conflict:
        return {
            bad_message, "Een resultaat met deze key is al met een andere inhoud ontvangen.",
            "A result with this key was received before with other content."};
    case unroutable:
        return {
            bad_message, "Voor dit bericht is geen ontvanger ingesteld.",
            "No receiver is configured for this message."};
    case unsupported_media:
        return {
            bad_message, "Het bericht moet als text/xml in UTF-8 worden gestuurd.",
            "The message must be sent as text/xml in UTF-8."};
    case too_large: return {bad_message, "Het bericht is te groot.", "The message is too large."};
    case not_found:
        return {
            bad_message, "Dit adres bestaat niet; stuur het bericht naar …/leerresultaten of …/leerlinggegevens.",
            "This address does not exist; send the message to …/leerresultaten or …/leerlinggegevens."};
    case method_not_allowed: return {bad_message, "Stuur het bericht met POST.", "Send the message with POST."};
    case invalid: return {bad_message, "Het bericht is ongeldig.", "The message is invalid."};
    case accepted:
    case repeated:
    case internal: break;
    }
    return {
        internal_error, "Er ging hier iets mis. Probeer het later opnieuw.",
        "Something went wrong here. Try again later."};
}

std::string place_of(const finding& one, language lang) {
    if (one.where.line == 0) return {};
    const std::string line = std::to_string(one.where.line);
    const std::string column = std::to_string(one.where.column);
    return lang == language::nl ? " (regel " + line + ", kolom " + column + ")"
                                : " (line " + line + ", column " + column + ")";
}

void write_finding(xml::writer& out, const finding& one, language lang) {
    out.open("s:finding");
    out.attribute("rule", one.broken->id);
    out.attribute("severity", to_string(one.broken->level));
    if (one.where.line) {
        out.attribute("line", std::to_string(one.where.line));
        out.attribute("column", std::to_string(one.where.column));
    }
    if (!one.where.path.empty()) out.element("s:path", one.where.path);
    if (!one.expected.empty()) out.element("s:expected", one.expected);
    if (!one.got.empty()) out.element("s:got", one.got);
    out.element("s:text", one.text(lang));
    out.close();
}

constexpr std::size_t findings_told = 100;

void write_detail(xml::writer& out, const report& checked, language lang) {
    out.open("detail");
    out.open("s:findings");
    out.attribute("xmlns:s", space::findings);
    std::size_t told = 0;
    std::size_t untold = 0;
    for (const layer which : all_layers) {
        for (const finding& one : checked.at(which).findings) {
            if (told++ < findings_told)
                write_finding(out, one, lang);
            else
                ++untold;
        }
    }
    if (untold) out.element("s:more", std::to_string(untold));
    out.close();
    out.close();
}

reply soap_reply(int status, std::string body) {
    reply out;
    out.status = status;
    out.headers.add("Content-Type", "text/xml; charset=utf-8");
    out.body = std::move(body);
    return out;
}

bool in_authorisation(const finding& one) {
    return one.where.path.find("autorisatie") != std::string::npos;
}

} // namespace

reply confirmation() {
    xml::writer out;
    out.declaration();
    out.open("soap:Envelope");
    out.attribute("xmlns:soap", space::soap);
    out.open("soap:Body");
    out.open("leerresultaten_bevestiging");
    out.attribute("xmlns", space::results);
    out.close();
    out.close();
    out.close();
    return soap_reply(200, out.finish());
}

reply fault(const disposition& decided) {
    const said words = words_for(decided.what);
    std::string code(words.code);
    std::string text(decided.lang == language::nl ? words.nl : words.en);
    const bool explained = decided.what == disposition::outcome::invalid && decided.report;
    if (const finding* cause = explained ? deciding_finding(*decided.report) : nullptr) {
        code = fault_code(*cause);
        text = cause->text(decided.lang) + place_of(*cause, decided.lang);
    }
    xml::writer out;
    out.declaration();
    out.open("soap:Envelope");
    out.attribute("xmlns:soap", space::soap);
    out.open("soap:Body");
    out.open("soap:Fault");
    out.element("faultcode", "soap:" + code);
    out.element("faultstring", text);
    if (explained) write_detail(out, *decided.report, decided.lang);
    out.close();
    out.close();
    out.close();
    reply answer = soap_reply(500, out.finish());
    if (decided.retry_after) answer.headers.add("Retry-After", std::to_string(decided.retry_after->count()));
    return answer;
}

std::string_view fault_code(const finding& one) {
    for (const code_of_rule& row : codes) {
        if (one.broken->id.starts_with(row.rule)) return row.code;
    }
    return in_authorisation(one) ? not_authorised : bad_message;
}

const finding* deciding_finding(const report& checked) {
    const finding* best = nullptr;
    int best_rank = 3;
    for (const layer which : all_layers) {
        for (const finding& one : checked.at(which).findings) {
            if (one.broken->level != severity::error) continue;
            const std::string_view code = fault_code(one);
            const int rank = code == not_authorised ? 0 : code == bad_version ? 1 : 2;
            if (rank < best_rank) {
                best = &one;
                best_rank = rank;
            }
        }
    }
    return best;
}

} // namespace schakel::uwlr
