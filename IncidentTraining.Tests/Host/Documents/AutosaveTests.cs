using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Host.Documents;

/// <summary>The agreement between the editor's script and the server, status by status.</summary>
public sealed class AutosaveTests(Writing writing) : IClassFixture<Writing>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_the_commit_the_answer_is_200_with_the_new_version()
    {
        var id = await writing.BeginAsync();
        var answer = await PutAsync(id, Writing.Body("first words"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("\"2\"", answer.Headers.ETag!.Tag);
        var said = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal(writing.Time.GetUtcNow().UtcDateTime, said.GetProperty("savedAt").GetDateTime());
        Assert.Equal("first words", await StoredAsync(id));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not-a-token")]
    public async Task Without_the_antiforgery_token_the_answer_is_400_and_nothing_is_stored(string? token)
    {
        var id = await writing.BeginAsync();
        var client = await writing.Factory.SignInAsync(Writing.Author);
        var answer = await client.Http.SendAsync(Writing.Request(HttpMethod.Put, Draft(id), Content(Writing.Body("forged")), token, 1), Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("", await StoredAsync(id));
    }

    [Fact]
    public async Task Another_persons_antiforgery_token_is_refused()
    {
        var id = await writing.BeginAsync();
        var token = await (await writing.Factory.SignInAsync(Writing.OtherTrainee)).AntiforgeryTokenAsync("/documents");
        var client = await writing.Factory.SignInAsync(Writing.Author);
        var answer = await client.Http.SendAsync(Writing.Request(HttpMethod.Put, Draft(id), Content(Writing.Body("forged")), token, 1), Ct);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task When_somebody_was_first_the_answer_is_412_with_their_text_and_version()
    {
        var id = await writing.BeginAsync();
        await PutAsync(id, Writing.Body("theirs"));
        var answer = await PutAsync(id, Writing.Body("mine"), version: 1);

        Assert.Equal(HttpStatusCode.PreconditionFailed, answer.StatusCode);
        Assert.Equal("\"2\"", answer.Headers.ETag!.Tag);
        var said = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal("theirs", said.GetProperty("content").Deserialize<DocumentBody>(DocumentBody.Json)!.Section("summary").Text);
        Assert.Equal("theirs", await StoredAsync(id));
    }

    [Fact]
    public async Task Somebody_who_is_signed_out_is_answered_401_and_not_with_a_form()
    {
        var id = await writing.BeginAsync();
        var visitor = writing.Factory.CreateClient(new() { AllowAutoRedirect = false });
        var answer = await visitor.SendAsync(Writing.Request(HttpMethod.Put, Draft(id), Content(Writing.Body("x")), "x", 1), Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData(Writing.OtherTrainee)]
    [InlineData(Writing.Instructor)]
    [InlineData("demo-facilitator")]
    [InlineData("demo-administrator")]
    public async Task Nobody_but_the_author_writes_403(string userName)
    {
        var id = await writing.BeginAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await PutAsync(id, Writing.Body("x"), userName: userName)).StatusCode);
        Assert.Equal("", await StoredAsync(id));
    }

    [Fact]
    public async Task A_document_that_is_not_there_is_404() =>
        Assert.Equal(HttpStatusCode.NotFound, (await PutAsync(Guid.CreateVersion7(), Writing.Body("x"), version: 1)).StatusCode);

    [Fact]
    public async Task A_document_that_was_submitted_takes_no_more_text_410()
    {
        var id = await writing.SubmittedAsync();
        var stored = await StoredAsync(id);
        Assert.Equal(HttpStatusCode.Gone, (await PutAsync(id, Writing.Body("too late"))).StatusCode);

        await writing.DecideAsync(id, ReviewDecision.Accepted);
        Assert.Equal(HttpStatusCode.Gone, (await PutAsync(id, Writing.Body("far too late"))).StatusCode);
        Assert.Equal(stored, await StoredAsync(id));
    }

    [Fact]
    public async Task A_text_over_the_limit_is_413_and_what_was_saved_stays()
    {
        var id = await writing.BeginAsync();
        await PutAsync(id, Writing.Body("before"));
        var answer = await PutAsync(id, Writing.Body(new string('x', DocumentBody.LargestBytes + 1)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("200 KB", await answer.Content.ReadAsStringAsync(Ct));
        Assert.Equal("before", await StoredAsync(id));
    }

    [Fact]
    public async Task A_request_far_over_the_limit_is_cut_off_by_the_server_413()
    {
        using var portal = new PortalFactory();
        var address = portal.StartOnKestrel();
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = address };
        var client = new PortalClient(http);
        await client.OneClickAsync(Writing.Author);
        var token = await client.AntiforgeryTokenAsync("/documents");
        var answer = await http.SendAsync(
            Writing.Request(HttpMethod.Put, Draft(Guid.CreateVersion7()), Content(Writing.Body(new string('x', 3_000_000))), token, 1),
            Ct
        );
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Theory]
    [InlineData("{", 400)]
    [InlineData("null", 400)]
    [InlineData("{}", 400)]
    [InlineData("{\"content\":null}", 400)]
    [InlineData("{\"content\":{\"title\":null,\"sections\":{}}}", 400)]
    [InlineData("{\"content\":{\"title\":\"x\",\"sections\":{\"summary\":null}}}", 400)]
    [InlineData("{\"content\":{\"title\":\"x\",\"sections\":{\"action-items\":{\"items\":[null]}}}}", 400)]
    [InlineData("{\"content\":{\"title\":\"x\",\"sections\":{\"action-items\":{\"items\":[{\"dueOn\":\"soon\"}]}}}}", 400)]
    [InlineData("{\"content\":{\"title\":\"x\",\"sections\":{\"action-items\":{\"items\":[{\"kind\":\"blame\"}]}}}}", 400)]
    [InlineData("{\"content\":{\"title\":\"\\ud800\",\"sections\":{}}}", 400)]
    [InlineData("{\"content\":{\"title\":\"x\",\"sections\":{\"no-such-section\":{\"text\":\"x\"}}}}", 422)]
    public async Task What_cannot_be_read_or_stored_is_refused_and_nothing_changes(string json, int status)
    {
        var id = await writing.BeginAsync();
        await PutAsync(id, Writing.Body("before"));
        var client = await writing.Factory.SignInAsync(Writing.Author);
        var request = Writing.Request(HttpMethod.Put, Draft(id), new { }, await client.AntiforgeryTokenAsync("/documents"), 2);
        request.Content = new StringContent(json, Encoding.UTF8, "application/json");

        Assert.Equal(status, (int)(await client.Http.SendAsync(request, Ct)).StatusCode);
        Assert.Equal("before", await StoredAsync(id));
    }

    [Fact]
    public async Task A_request_without_a_version_is_428_and_one_that_is_no_json_415()
    {
        var id = await writing.BeginAsync();
        var client = await writing.Factory.SignInAsync(Writing.Author);
        var token = await client.AntiforgeryTokenAsync("/documents");
        var versionless = Writing.Request(HttpMethod.Put, Draft(id), Content(Writing.Body("x")), token, null);
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await client.Http.SendAsync(versionless, Ct)).StatusCode);

        var form = Writing.Request(HttpMethod.Put, Draft(id), new { }, token, 1);
        form.Content = new FormUrlEncodedContent([new("title", "x")]);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await client.Http.SendAsync(form, Ct)).StatusCode);
    }

    [Fact]
    public async Task The_preview_shows_the_stored_text_and_is_sanitised()
    {
        var id = await writing.BeginAsync();
        await PutAsync(id, Writing.Body("**x** <script>alert(1)</script>"));
        var client = await writing.Factory.SignInAsync(Writing.Author);

        Assert.Contains(
            "<p><strong>x</strong> &lt;script&gt;alert(1)&lt;/script&gt;</p>",
            await client.Http.GetStringAsync($"/documents/{id}", Ct)
        );
    }

    private static string Draft(Guid id) => $"/documents/{id}/draft";

    private static object Content(DocumentBody body) => new { content = body };

    private async Task<HttpResponseMessage> PutAsync(Guid id, DocumentBody body, int? version = null, string userName = Writing.Author)
    {
        var client = await writing.Factory.SignInAsync(userName);
        var token = await client.AntiforgeryTokenAsync("/documents");
        return await client.Http.SendAsync(
            Writing.Request(HttpMethod.Put, Draft(id), Content(body), token, version ?? (await writing.ReadAsync(id)).Version),
            Ct
        );
    }

    private async Task<string> StoredAsync(Guid id) => (await writing.ReadAsync(id)).Body.Section("summary").Text;
}
