using System.Net;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.People;
using IncidentTraining.Core.RunbookTrials;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Host.LongTexts;

/// <summary>A hundred thousand characters in each field of the plain forms: refused in words, and the text is in the answer.</summary>
public sealed class FormFieldsTests(Writing writing) : IClassFixture<Writing>
{
    private const string Passphrase = "correct horse battery staple";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    internal static readonly Dictionary<string, Func<FormFieldsTests, Task>> Fields = new()
    {
        ["ImportPage: import-file"] = test => test.ImportedAsync(),
        ["ImportReview: import-title"] = async test =>
            await KeptAsync(
                await test.SignInAsync(),
                "/documents/import?kind=pir",
                "place",
                "Title",
                "at most 200 characters",
                ("File", Convert.ToBase64String("## Impact\n\n12 orders"u8))
            ),
        ["WalkPage: note"] = async test =>
            await KeptAsync(
                await test.SignInAsync(Writing.OtherTrainee),
                await test.WalkAsync(),
                "step",
                "Step.Note",
                "at most 2000 characters",
                ("Step.Number", "1"),
                ("Step.Way", "Done")
            ),
        ["WalkPage: verdict"] = async test =>
            await KeptAsync(
                await test.SignInAsync(Writing.OtherTrainee),
                await test.WalkAsync(),
                "end",
                "End.Verdict",
                "at most 2000 characters",
                ("End.Worked", "true")
            ),
        ["PeerField: comment-@Shape.Id"] = _ => PeerCommentAsync(),
        ["CommentsPage: reason-@comment.CommentId"] = _ => HidingReasonAsync(),
        ["SignInPage: Form.Name"] = async test =>
            await KeptAsync(test.Visitor(), "/sign-in", "sign-in", "Form.Name", "do not belong together", ("Form.Passphrase", Passphrase)),
        ["SignInPage: Form.Passphrase"] = async test =>
            await KeptAsync(test.Visitor(), "/sign-in", "sign-in", "Form.Passphrase", "do not belong together", ("Form.Name", "Mara")),
        ["ConnectionsPage: passphrase"] = _ => ConnectionAsync(),
        ["NewPassphrasePage: Form.Passphrase"] = async test =>
            await KeptAsync(
                test.Visitor(),
                "/sign-in/code",
                "new-passphrase",
                "Form.Passphrase",
                "at most 256 characters",
                ("Form.Code", "ABCD-EFGH-JKLM")
            ),
        ["JoinPage: Form.Name"] = async test =>
            await KeptAsync(
                test.Visitor(),
                "/join",
                "join",
                "Form.Name",
                "at most 60 characters",
                ("Form.Code", "ABCD-EFGH"),
                ("Form.Passphrase", Passphrase)
            ),
        ["JoinPage: Form.Passphrase"] = async test =>
            await KeptAsync(
                test.Visitor(),
                "/join",
                "join",
                "Form.Passphrase",
                "at most 256 characters",
                ("Form.Code", "ABCD-EFGH"),
                ("Form.Name", "Mara")
            ),
        ["SetUpPage: Form.Name"] = _ => SetUpAsync("Form.Name", "at most 60 characters"),
        ["SetUpPage: Form.Passphrase"] = _ => SetUpAsync("Form.Passphrase", "at most 256 characters"),
    };

    public static TheoryData<string> Names { get; } = [.. Fields.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_long_text_arrives_or_is_refused_and_given_back(string field) => Fields[field](this);

    /// <summary>Sends the text from a form; a passphrase of one's own is never given back, for a secret does not travel twice.</summary>
    private static async Task KeptAsync(
        PortalClient client,
        string page,
        string handler,
        string field,
        string refusal,
        params (string Name, string Value)[] others
    )
    {
        var form = others.ToDictionary(other => other.Name, other => other.Value);
        (form["_handler"], form[field]) = (handler, LongText.Text);
        var answer = await client.PostFormAsync(page, page, form);
        var html = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(refusal, LongText.Refusals(html), StringComparison.Ordinal);
        if (field != "Form.Passphrase")
        {
            Assert.Equal(LongText.Text, LongText.InField(html, field));
        }
    }

    private Task<PortalClient> SignInAsync(string userName = Writing.Author) => writing.Factory.SignInAsync(userName);

    private PortalClient Visitor() => new(writing.Factory.CreateClient(new() { AllowAutoRedirect = false }));

    private async Task ImportedAsync()
    {
        var client = await SignInAsync();
        using var form = new MultipartFormDataContent
        {
            { new StringContent(await client.AntiforgeryTokenAsync("/documents/import?kind=pir")), "__RequestVerificationToken" },
            { new StringContent("import"), "_handler" },
            { new StringContent("pir"), "Imported.Kind" },
            { new StringContent($"# Long\n\n## Incident summary\n\n{LongText.Text.Trim()}\n"), "Imported.File", "long.md" },
        };
        var review = await client.Http.PostAsync("/documents/import?kind=pir", form, Ct);
        var file = LongText.InField(await review.Content.ReadAsStringAsync(Ct), "File")!;
        var answer = await client.PostFormAsync(
            "/documents/import?kind=pir",
            "/documents/import?kind=pir",
            new()
            {
                ["_handler"] = "place",
                ["File"] = file,
                ["Title"] = "Long",
            }
        );
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var id = Guid.Parse(answer.Headers.Location!.ToString().Split('/')[^1]);
        Assert.Equal(LongText.Text.Trim(), (await writing.ReadAsync(id)).Body.Section("summary").Text.Trim());
    }

    private async Task<string> WalkAsync()
    {
        var id = await writing.BeginAsync("runbook");
        Assert.True(
            (
                await writing.SaveAsync(
                    id,
                    new DocumentBody(
                        "R",
                        new Dictionary<string, SectionBody> { ["steps"] = new("note Look at the dashboard\nnote Tell support") }
                    )
                )
            ).Succeeded
        );
        Assert.True((await writing.UseCase<OfferRunbook>().RunAsync(await writing.ActorAsync(), id, true, Ct)).Succeeded);
        return $"/runbook-runs/{(await writing.UseCase<WalkRunbook>().BeginAsync(await writing.ActorAsync(Writing.OtherTrainee), id, null, Ct)).Value}";
    }

    private static async Task ConnectionAsync()
    {
        await using var portal = new PortalFactory
        {
            Settings =
            {
                ["SignIn:Providers:contoso:Authority"] = "https://login.example",
                ["SignIn:Providers:contoso:ClientId"] = "portal",
            },
        };
        var client = await portal.SignInAsync("demo-trainee-1");
        var answer = await client.PostFormAsync(
            "/account/connections",
            "/account/connections/begin",
            new() { ["provider"] = "contoso", ["passphrase"] = LongText.Text }
        );
        var page = await client.Http.GetAsync(answer.Headers.Location, Ct);
        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
        Assert.Contains("This is not your present passphrase. Nothing was changed.", await page.Content.ReadAsStringAsync(Ct));
    }

    private static async Task PeerCommentAsync()
    {
        using var peers = new PeerClass();
        var path = $"/documents/classmates/{await peers.GivenAsync()}";
        await KeptAsync(
            await peers.Writing.Factory.SignInAsync(PeerClass.Reader),
            path,
            "comment",
            $"Form.Texts[{PeerClass.Section}]",
            "at most 4000 characters",
            ("Form.Submission", "1"),
            ($"Form.Seen[{PeerClass.Section}]", "0")
        );
    }

    private static async Task HidingReasonAsync()
    {
        using var peers = new PeerClass();
        var id = await peers.GivenAsync();
        await peers.CommentAsync(PeerClass.Reader, id, "You did not think.");
        var comment = (await peers.ReadAsync(PeerClass.Instructor, id)).Comments.Single().CommentId;
        await KeptAsync(
            await peers.Writing.Factory.SignInAsync(PeerClass.Instructor),
            $"/documents/{id}/comments",
            "answer",
            $"Form.Reasons[{comment}]",
            "at most 500 characters",
            ("Form.Hide", $"{comment}")
        );
    }

    private static async Task SetUpAsync(string field, string refusal)
    {
        await using var portal = new PortalFactory { Settings = { ["Demonstration:Enabled"] = "false" } };
        var client = new PortalClient(portal.CreateClient(new() { AllowAutoRedirect = false }));
        var form = new Dictionary<string, string>
        {
            ["_handler"] = "set-up",
            ["Form.Code"] = portal.Services.GetService(typeof(SetUpCode)) is SetUpCode code ? code.Issue() : "",
            ["Form.Name"] = "Mara",
            ["Form.Passphrase"] = Passphrase,
        };
        form[field] = LongText.Text;
        var html = await (await client.PostFormAsync("/set-up", "/set-up", form)).Content.ReadAsStringAsync(Ct);
        Assert.Contains(refusal, LongText.Refusals(html), StringComparison.Ordinal);
        if (field == "Form.Name")
        {
            Assert.Equal(LongText.Text, LongText.InField(html, field));
        }
    }
}
