// The client side: credentials, the meaning of answers, and halving.
#include "tests/adapters/common_uwlr/setup.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;

namespace {

std::string fault(const std::string& code) {
    return R"(<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>)" + code +
           "</faultcode><faultstring>tekst van de ander</faultstring></s:Fault></s:Body></s:Envelope>";
}

constexpr std::string_view confirmed =
    R"(<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><leerresultaten_bevestiging xmlns="http://www.edustandaard.nl/leerresultaten/2/leerresultaten"/></s:Body></s:Envelope>)";

received_answer answered(int status, std::string_view body) {
    received_answer answer;
    answer.status = status;
    answer.body = body;
    return answer;
}

outgoing message_of(int pupils) {
    model::progress_report report = small_report();
    for (int i = 1; i < pupils; ++i) {
        report.sittings.push_back(report.sittings[0]);
        report.sittings.back().id = "sitting-" + std::to_string(i);
        report.sittings.back().pupil.ids = {{"las.key", "LL-1" + std::to_string(i), {}}};
    }
    return encode(report, "2.2").messages.at(0);
}

receipt::outcome becomes(int pupils, int status, std::string_view body) {
    return uwlr("2.2").interpret(message_of(pupils), answered(status, body)).what;
}

} // namespace

TEST_CASE("credentials go into the envelope when the message is sent, and nowhere before") {
    outgoing message = message_of(1);
    CHECK_FALSE(holds(message.body, "Envelope"));
    send_credentials with;
    with.secret = {presented_credentials::form::key_triple, "sleutel<1>", "code", "naam"};
    uwlr("2.2").authorise(message, with);
    const decoded read = uwlr("2.2").decode(posted(message.body), {});
    CHECK_FALSE(read.report.rejects());
    CHECK(read.credentials.key == "sleutel<1>");
    CHECK(read.credentials.code == "code");
    CHECK(read.credentials.name == "naam");
    CHECK(message.headers.find("soapaction") == "\"BrengLeerresultaten\"");
    CHECK(message.headers.find("content-type") == "text/xml; charset=utf-8");
}

TEST_CASE("what a receiver's answer means") {
    using enum receipt::outcome;
    CHECK(becomes(1, 200, confirmed) == delivered);
    CHECK(becomes(1, 200, "<html><body>Storing</body></html>") == retry);
    CHECK(becomes(1, 200, "") == retry);
    CHECK(becomes(1, 500, confirmed) == retry);
    CHECK(becomes(1, 500, fault("soap:Client.AutorisatieOngeldig")) == hold);
    CHECK(becomes(1, 500, fault("Client.OngeldigeKlantIdentificatie")) == hold);
    CHECK(becomes(1, 500, fault("Client.XsdVersieOngeldig")) == hold);
    CHECK(becomes(1, 500, fault("soap:MustUnderstand")) == hold);
    CHECK(becomes(1, 500, fault("soap:Client.LeerlingOngeldig")) == rejected);
    CHECK(becomes(2, 500, fault("Client.LeerlingOngeldig")) == split);
    CHECK(becomes(2, 200, fault("soap:Client")) == split);
    CHECK(becomes(1, 500, fault("Server.InterneFout")) == retry);
    CHECK(becomes(1, 500, fault("soap:Server.TijdelijkNietBeschikbaar")) == retry);
    CHECK(becomes(1, 500, "kapot") == retry);
    CHECK(becomes(1, 503, "") == retry);
    CHECK(becomes(1, 401, "") == hold);
    CHECK(becomes(1, 404, "<html/>") == hold);
    CHECK(becomes(1, 400, "") == rejected);
    CHECK(becomes(1, 413, "") == rejected);
    CHECK(becomes(2, 413, "") == split);
    received_answer silent;
    silent.how = received_answer::transport::unknown;
    CHECK(uwlr("2.2").interpret(message_of(1), silent).what == retry);
}

TEST_CASE("a reason holds our words and known codes, never text of the peer") {
    const outgoing sent = message_of(1);
    CHECK(
        uwlr("2.2").interpret(sent, answered(500, fault("Client.LeerlingOngeldig"))).reason ==
        "fault Client.LeerlingOngeldig"
    );
    const std::string reason = uwlr("2.2").interpret(sent, answered(500, fault("Client.Jan Jansen"))).reason;
    CHECK_FALSE(holds(reason, "Jansen"));
}

TEST_CASE("a message is halved by pupil down to one") {
    const outgoing whole = message_of(3);
    const std::vector<outgoing> halves = uwlr("2.2").split(whole);
    REQUIRE(halves.size() == 2);
    std::size_t pupils = 0;
    for (const outgoing& half : halves) {
        const decoded read = read_back(half, "2.2");
        CHECK_FALSE(read.report.rejects());
        pupils += read.keys.size();
    }
    CHECK(pupils == 3);
    CHECK(uwlr("2.2").split(halves[0]).empty());
    CHECK(uwlr("2.2").split(outgoing{}).empty());
}
