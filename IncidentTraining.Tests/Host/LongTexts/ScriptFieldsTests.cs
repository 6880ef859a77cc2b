using System.Net;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Host.LongTexts;

/// <summary>
/// A hundred thousand characters in each field that a script sends: they arrive whole, or the answer refuses them in words and
/// stores nothing. The text itself never leaves the field; a script has no line that empties one before the portal has answered.
/// </summary>
public sealed class ScriptFieldsTests(Writing writing) : IClassFixture<Writing>
{
    private const string Day = "day-4-incident-response";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    internal static readonly Dictionary<string, Func<ScriptFieldsTests, Task>> Fields = new()
    {
        ["DocumentEditor: title"] = test => test.TitleAsync(),
        ["SectionEditor: text-@Shape.Id"] = test =>
            test.ArrivesAsync("pir", "summary", new SectionBody(LongText.Text), section => section.Text),
        ["StepsEditor: text-@Shape.Id"] = test =>
            test.ArrivesAsync("runbook", "steps", new SectionBody(LongText.Text), section => section.Text),
        ["ActionItemsEditor: what"] = test =>
            test.ArrivesAsync("pir", "action-items", new SectionBody(Items: [Writing.Item with { What = LongText.Text }]), section =>
                section.ActionItems.Single().What
            ),
        ["ActionItemsEditor: owner"] = test =>
            test.ArrivesAsync("pir", "action-items", new SectionBody(Items: [Writing.Item with { Owner = LongText.Text }]), section =>
                section.ActionItems.Single().Owner
            ),
        ["ActionItemsEditor: ticket"] = test =>
            test.ArrivesAsync("pir", "action-items", new SectionBody(Items: [Writing.Item with { Ticket = LongText.Text }]), section =>
                section.ActionItems.Single().Ticket
            ),
        ["PageNotes: textarea"] = test =>
            test.RefusedAsync(
                HttpMethod.Put,
                $"/progress/notes/{Guid.CreateVersion7()}",
                new
                {
                    dayId = Day,
                    pageId = "objectives",
                    text = LongText.Text,
                },
                HttpStatusCode.UnprocessableEntity,
                "still in the form"
            ),
        ["OwnAnswerForm: textarea"] = test =>
            test.RefusedAsync(
                HttpMethod.Put,
                $"/progress/answers/{Day}/08-rca-labs/rca-1",
                new { text = LongText.Text },
                HttpStatusCode.UnprocessableEntity,
                "still in the form"
            ),
        ["PasskeysCard: passkey-name"] = test =>
            test.RefusedAsync(
                HttpMethod.Post,
                "/account/passkeys/begin",
                new { name = LongText.Text, passphrase = "" },
                HttpStatusCode.UnprocessableEntity,
                "at most 60 characters"
            ),
        ["PasskeysCard: passkey-passphrase"] = test =>
            test.RefusedAsync(
                HttpMethod.Post,
                "/account/passkeys/begin",
                new { name = "Phone", passphrase = LongText.Text },
                HttpStatusCode.Forbidden,
                "not your current passphrase"
            ),
    };

    public static TheoryData<string> Names { get; } = [.. Fields.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_long_text_arrives_or_is_refused_in_words(string field) => Fields[field](this);

    private async Task ArrivesAsync(string kind, string section, SectionBody body, Func<SectionBody, string> stored)
    {
        var id = await writing.BeginAsync(kind);
        var answer = await SendAsync(
            Writing.Author,
            HttpMethod.Put,
            $"/documents/{id}/draft",
            new { content = new DocumentBody("Long", new Dictionary<string, SectionBody> { [section] = body }) },
            1
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(LongText.Text, stored((await writing.ReadAsync(id)).Body.Section(section)));
    }

    private async Task TitleAsync()
    {
        var id = await writing.BeginAsync();
        var before = (await writing.ReadAsync(id)).Body.ToJson();
        await RefusedAsync(
            HttpMethod.Put,
            $"/documents/{id}/draft",
            new { content = Writing.Body("x", LongText.Text) },
            HttpStatusCode.UnprocessableEntity,
            "A title can have at most 200 characters"
        );
        Assert.Equal(before, (await writing.ReadAsync(id)).Body.ToJson());
    }

    private async Task RefusedAsync(HttpMethod method, string url, object content, HttpStatusCode status, string words, int version = 1)
    {
        var answer = await SendAsync(Writing.Author, method, url, content, version);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(words, await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> SendAsync(string userName, HttpMethod method, string url, object content, int version)
    {
        var client = await writing.Factory.SignInAsync(userName);
        return await client.Http.SendAsync(
            Writing.Request(method, url, content, await client.AntiforgeryTokenAsync("/documents"), version),
            Ct
        );
    }
}
