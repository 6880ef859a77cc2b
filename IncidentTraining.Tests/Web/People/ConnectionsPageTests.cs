using Bunit;
using IncidentTraining.Core.People;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.People;

namespace IncidentTraining.Tests.Web.People;

/// <summary>A person's connections with sign-in providers, on the real use cases.</summary>
public sealed class ConnectionsPageTests : PortalPageTest
{
    public ConnectionsPageTests()
        : base(WithProvider()) { }

    [Fact]
    public async Task What_leads_to_the_provider_is_a_form_that_the_browser_sends()
    {
        await SignInAsync(Administrator);
        var page = Open<ConnectionsPage>("/account/connections");
        var form = page.Find("[data-testid=connect]");
        Assert.Equal(("post", "/account/connections/begin"), (form.GetAttribute("method"), form.GetAttribute("action")));
        Assert.Equal("contoso", form.QuerySelector("button")!.GetAttribute("value"));
        Assert.Empty(page.FindAll("[data-testid=disconnect]"));
    }

    [Fact]
    public async Task A_connection_appears_by_itself_and_ends_after_its_consequence_was_confirmed()
    {
        var actor = await SignInWithPassphraseAsync();
        _ = Dialogs;
        var page = Open<ConnectionsPage>("/account/connections");
        await ConnectAsync(actor);
        page.WaitForAssertion(() => Assert.NotNull(page.Find("[data-testid=disconnect]")));
        Assert.Empty(page.FindAll("[data-testid=connect]"));

        var asked = page.Find("[data-testid=disconnect]").ClickAsync(new());
        Dialogs.WaitForElement("[role=dialog]");
        Assert.Contains("You can no longer sign in with Contoso. You then sign in with your name and your passphrase.", Dialogs.Markup);
        await Dialogs.FindAll("[role=dialog] button").Single(button => button.TextContent.Trim() == "Keep it").ClickAsync(new());
        await asked;
        Assert.Single(await Get<ConnectProvider>().ListAsync(actor, Ct));

        asked = page.Find("[data-testid=disconnect]").ClickAsync(new());
        Dialogs.WaitForElement("[role=dialog]");
        await Dialogs.FindAll("[role=dialog] button").Single(button => button.TextContent.Trim() == "Disconnect").ClickAsync(new());
        await asked;
        page.WaitForAssertion(() => Assert.NotNull(page.Find("[data-testid=connect]")));
        Assert.Equal("Contoso is disconnected.", page.Find("[data-testid=connections-said]").TextContent);
        Assert.Empty(await Get<ConnectProvider>().ListAsync(actor, Ct));
    }

    [Fact]
    public async Task The_only_way_to_sign_in_is_refused_with_the_reason_and_stays()
    {
        // An account of the demonstration has no passphrase.
        var actor = await SignInAsync("demo-trainee-1");
        _ = Dialogs;
        await ConnectAsync(actor);
        var page = Open<ConnectionsPage>("/account/connections");
        var asked = page.Find("[data-testid=disconnect]").ClickAsync(new());
        Dialogs.WaitForElement("[role=dialog]");
        await Dialogs.FindAll("[role=dialog] button").Single(button => button.TextContent.Trim() == "Disconnect").ClickAsync(new());
        await asked;
        page.WaitForAssertion(() => Assert.Contains("This is the only way to sign in", page.Find("[role=alert]").TextContent));
        Assert.NotNull(page.Find("[data-testid=disconnect]"));
    }

    private async Task<Actor> SignInWithPassphraseAsync()
    {
        await JoinAsync("Ben Ortiz");
        return await SignInAsync(Accounts.UserNameInClass(await Portal.CohortIdAsync(), "Ben Ortiz"));
    }

    private async Task ConnectAsync(Actor actor) =>
        Assert.True(
            (
                await Get<ConnectProvider>().RunAsync(actor, new("contoso", "Contoso", "https://login.example", "u-1", "Ben", []), Ct)
            ).Succeeded
        );

    private static PortalFactory WithProvider()
    {
        var factory = new PortalFactory();
        factory.Settings["SignIn:Providers:contoso:Authority"] = "https://login.example";
        factory.Settings["SignIn:Providers:contoso:ClientId"] = "portal";
        factory.Settings["SignIn:Providers:contoso:Name"] = "Contoso";
        return factory;
    }
}
