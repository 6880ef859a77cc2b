using System.Net;
using System.Net.Http.Json;
using IncidentTraining.Core.Progress.Notes;
using IncidentTraining.Core.Results;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Host.Progress;

public sealed class NotesTests(SafetyTests.Portal portal) : IClassFixture<SafetyTests.Portal>
{
    private const string Day = "day-4-incident-response";
    private const string Objectives = $"/learn/{Day}/objectives";
    private const string RcaLabs = $"/learn/{Day}/08-rca-labs";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_note_is_shown_to_its_writer_on_the_page_and_among_all_and_to_nobody_else()
    {
        var writer = await portal.Factory.SignInAsync("demo-trainee-1");
        var note = new
        {
            dayId = Day,
            pageId = "objectives",
            anchor = "",
            quote = "Practice incident simulation",
            text = "Ask Ravi about <this>.",
        };

        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        var saved = await SendAsync(writer, HttpMethod.Put, $"/progress/notes/{id}", note);
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        Assert.Contains("Ask Ravi about &lt;this&gt;.", await saved.Content.ReadAsStringAsync(Ct));

        foreach (var page in (string[])[Objectives, "/notes"])
        {
            Assert.Contains("Ask Ravi about &lt;this&gt;.", await writer.Http.GetStringAsync(page, Ct));
            Assert.DoesNotContain("Ask Ravi", await (await portal.Factory.SignInAsync("demo-trainee-2")).Http.GetStringAsync(page, Ct));
            Assert.DoesNotContain("Ask Ravi", await (await portal.Factory.SignInAsync("demo-instructor")).Http.GetStringAsync(page, Ct));
        }

        var removed = await SendAsync(writer, HttpMethod.Delete, $"/progress/notes/{id}?dayId={Day}&pageId=objectives", new { });
        Assert.Equal(HttpStatusCode.OK, removed.StatusCode);
        Assert.DoesNotContain("Ask Ravi", await removed.Content.ReadAsStringAsync(Ct));
        Assert.DoesNotContain("Ask Ravi", await writer.Http.GetStringAsync(Objectives, Ct));
    }

    [Fact]
    public async Task Sent_twice_it_is_kept_once_and_the_second_words_count()
    {
        var (actor, keep, mine) = await RoomAsync("demo-trainee-3");
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

        await keep.RunAsync(actor, id, Note("first"), Ct);
        await keep.RunAsync(actor, id, Note("second"), Ct);

        Assert.Equal("second", Assert.Single(await mine.OnPageAsync(actor, Day, "objectives", Ct), note => note.Id == id).Text);
    }

    [Fact]
    public async Task Nobody_changes_or_removes_somebody_elses_note()
    {
        var (owner, keep, mine) = await RoomAsync("demo-trainee-1");
        var other = await portal.Factory.ActorAsync("demo-trainee-2");
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        await keep.RunAsync(owner, id, Note("mine"), Ct);

        Assert.Equal(RefusalKind.NotFound, (await keep.RunAsync(other, id, Note("yours"), Ct)).Refusal?.Kind);
        await portal.Factory.Services.GetRequiredService<RemoveNote>().RunAsync(other, id, Ct);

        Assert.Contains(await mine.AllAsync(owner, Ct), note => note.Id == id && note.Text == "mine");
        await portal.Factory.Services.GetRequiredService<RemoveNote>().RunAsync(owner, id, Ct);
        Assert.DoesNotContain(await mine.AllAsync(owner, Ct), note => note.Id == id);
    }

    [Fact]
    public async Task A_note_that_is_too_long_or_nowhere_is_refused_with_a_word()
    {
        var trainee = await portal.Factory.SignInAsync("demo-trainee-1");

        var tooLong = await SendAsync(
            trainee,
            HttpMethod.Put,
            $"/progress/notes/{Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}",
            new
            {
                dayId = Day,
                pageId = "objectives",
                text = new string('x', PageNote.LongestText + 1),
            }
        );
        var nowhere = await SendAsync(
            trainee,
            HttpMethod.Put,
            $"/progress/notes/{Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}",
            new
            {
                dayId = Day,
                pageId = "no-such-page",
                text = "x",
            }
        );

        Assert.Equal((HttpStatusCode)422, tooLong.StatusCode);
        Assert.Contains("still in the form", await tooLong.Content.ReadAsStringAsync(Ct));
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
    }

    [Fact]
    public async Task A_model_answer_reaches_a_trainee_after_an_answer_of_their_own_and_no_sooner()
    {
        const string modelsWords = "leaves before <code>giveBack()</code>";
        var trainee = await portal.Factory.SignInAsync("demo-trainee-2");
        Assert.DoesNotContain(modelsWords, await trainee.Http.GetStringAsync(RcaLabs, Ct));

        var tooShort = await SendAsync(trainee, HttpMethod.Put, $"/progress/answers/{Day}/08-rca-labs/rca-1", new { text = "No idea." });
        Assert.Equal((HttpStatusCode)422, tooShort.StatusCode);
        Assert.DoesNotContain(modelsWords, await trainee.Http.GetStringAsync(RcaLabs, Ct));

        var mine = "Connections are taken and never given back when an order is missing; each missing order costs one of the twenty.";
        var given = await SendAsync(trainee, HttpMethod.Put, $"/progress/answers/{Day}/08-rca-labs/rca-1", new { text = mine });

        Assert.Equal(HttpStatusCode.OK, given.StatusCode);
        Assert.Contains(modelsWords, await given.Content.ReadAsStringAsync(Ct));
        var page = await trainee.Http.GetStringAsync(RcaLabs, Ct);
        Assert.Contains(modelsWords, page);
        Assert.Contains(mine, page);
        Assert.DoesNotContain("we refuse it with 401", page);
        Assert.DoesNotContain(mine, await (await portal.Factory.SignInAsync("demo-trainee-3")).Http.GetStringAsync(RcaLabs, Ct));
    }

    [Theory]
    [InlineData("08-rca-labs", "rca-99")]
    [InlineData("objectives", "rca-1")]
    public async Task There_is_no_answer_to_an_exercise_that_does_not_exist(string page, string answer)
    {
        var trainee = await portal.Factory.SignInAsync("demo-trainee-1");

        Assert.Equal(
            HttpStatusCode.NotFound,
            (
                await SendAsync(trainee, HttpMethod.Put, $"/progress/answers/{Day}/{page}/{answer}", new { text = new string('x', 100) })
            ).StatusCode
        );
    }

    private static SaveNote.Input Note(string text) => new(Day, "objectives", "", "", text);

    private async Task<(IncidentTraining.Core.People.Actor, SaveNote, MyNotes)> RoomAsync(string userName) =>
        (
            await portal.Factory.ActorAsync(userName),
            portal.Factory.Services.GetRequiredService<SaveNote>(),
            portal.Factory.Services.GetRequiredService<MyNotes>()
        );

    private static async Task<HttpResponseMessage> SendAsync(PortalClient client, HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("X-CSRF-TOKEN", await client.AntiforgeryTokenAsync("/today"));
        return await client.Http.SendAsync(request, Ct);
    }
}
