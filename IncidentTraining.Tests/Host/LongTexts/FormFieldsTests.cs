using System.Net;
using IncidentTraining.Core.People;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Host.LongTexts;

/// <summary>A hundred thousand characters in each field of the plain forms: refused in words, and the text is in the answer.</summary>
public sealed class FormFieldsTests(Writing writing) : IClassFixture<Writing>
{
    private const string Passphrase = "correct horse battery staple";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    internal static readonly Dictionary<string, Func<FormFieldsTests, Task>> Fields = new()
    {
        ["SignInPage: Form.Name"] = async test =>
            await KeptAsync(test.Visitor(), "/sign-in", "sign-in", "Form.Name", "do not match", ("Form.Passphrase", Passphrase)),
        ["SignInPage: Form.Passphrase"] = async test =>
            await KeptAsync(test.Visitor(), "/sign-in", "sign-in", "Form.Passphrase", "do not match", ("Form.Name", "Mara")),
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

    /// <summary>Sends the text from a form; a passphrase is never returned, because a secret must not be transmitted twice.</summary>
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

    private PortalClient Visitor() => new(writing.Factory.CreateClient(new() { AllowAutoRedirect = false }));

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
        Assert.Contains("This is not your current passphrase. Nothing was changed.", await page.Content.ReadAsStringAsync(Ct));
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
