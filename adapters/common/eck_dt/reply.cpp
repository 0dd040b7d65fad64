#include "adapters/common/eck_dt/reply.hpp"

#include "adapters/common/eck_dt/write.hpp"

namespace schakel::eck_dt {

namespace {

struct said {
    std::string_view code, nl, en;
};

said words_for(disposition::outcome what) {
    using enum disposition::outcome;
    switch (what) {
    case invalid: return {"Client", "Het bericht is ongeldig.", "The message is invalid."};
    case unauthenticated:
    case unknown_client:
        return {
            "Client", "De organisatie of het wachtwoord in het adres van de afzender is niet bekend.",
            "The organisation or the password in the sender's address is not known."};
    case forbidden:
    case insufficient_scope:
    case unknown_school:
        return {"Client", "De afzender mag deze catalogus niet lezen.", "The sender may not read this catalogue."};
    case unroutable: return {"Client", "Er is geen catalogus.", "There is no catalogue."};
    case not_found: return {"Client", "Dit adres bestaat niet.", "This address does not exist."};
    case method_not_allowed: return {"Client", "Stuur het bericht met POST.", "Send the message with POST."};
    case unsupported_media: return {"Client", "Stuur text/xml in UTF-8.", "Send text/xml in UTF-8."};
    case too_large: return {"Client", "Het bericht is te groot.", "The message is too large."};
    case conflict: return {"Client", "De vraag is niet te beantwoorden.", "The question cannot be answered."};
    case overloaded:
    case unavailable:
        return {"Server", "Nu niet beschikbaar; probeer het later opnieuw.", "Not available now; try again later."};
    default: break;
    }
    return {"Server", "Er ging iets mis.", "Something went wrong."};
}

std::string told(const disposition& decided, const said& words) {
    const bool nl = decided.lang == language::nl;
    std::string text(nl ? words.nl : words.en);
    const finding* first = decided.report ? decided.report->first_error() : nullptr;
    if (decided.what != disposition::outcome::invalid || !first) return text;
    text += " " + first->text(decided.lang);
    if (first->where.line > 0)
        text += (nl ? " (regel " : " (line ") + std::to_string(first->where.line) + (nl ? ", kolom " : ", column ") +
                std::to_string(first->where.column) + ")";
    return text + " [" + std::string(first->broken->id) + "]";
}

} // namespace

reply acknowledge(const disposition& decided) {
    reply out;
    using outcome = disposition::outcome;
    if (decided.what == outcome::accepted || decided.what == outcome::repeated) return out;
    out.headers.set("Content-Type", "text/xml; charset=utf-8");
    const said words = words_for(decided.what);
    out.status = 500; // SOAP 1.1 6.2: every fault
    out.body = fault_text(words.code, told(decided, words));
    if (decided.what == outcome::unavailable || decided.what == outcome::overloaded)
        out.headers.set("Retry-After", std::to_string(decided.retry_after.value_or(std::chrono::seconds(30)).count()));
    return out;
}

} // namespace schakel::eck_dt
