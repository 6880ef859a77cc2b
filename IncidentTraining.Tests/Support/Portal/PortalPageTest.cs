using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Web.Features.People;
using IncidentTraining.Web.Http;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace IncidentTraining.Tests.Support;

/// <summary>The base of the bUnit tests of whole pages: the use cases and the events of a real portal, and a person who is signed
/// in.</summary>
public abstract class PortalPageTest : PageTest
{
    protected const string Administrator = "demo-administrator";
    protected const string Facilitator = "demo-facilitator";

    protected static readonly CancellationToken Ct = Xunit.TestContext.Current.CancellationToken;

    private readonly BunitAuthorizationContext _user;
    private IRenderedComponent<MudDialogProvider>? _dialogs;

    protected PortalPageTest(PortalFactory? portal = null)
    {
        Portal = portal ?? new PortalFactory();
        Services.AddSingleton(Portal.Services.GetRequiredService<LiveEvents>());
        Services.AddSingleton(Portal.Services.GetRequiredService<TimeProvider>());
        Services.AddScoped(services => new Viewer(services.GetRequiredService<AuthenticationStateProvider>(), Get<MyClasses>()));
        foreach (var extra in Portal.Services.GetServices<AdministrationExtra>())
        {
            // A list is never requested from the fallback, because the page would then have none.
            Services.AddSingleton(extra);
        }

        Services.AddSupplyValueFromQueryProvider();
        Services.AddFallbackServiceProvider(Portal.Services.CreateScope().ServiceProvider);
        _user = AddAuthorization();
        Render<MudPopoverProvider>();
        // Without a circuit a fieldset of the layout disables controls; a page alone is rendered as with one.
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    protected PortalFactory Portal { get; }

    protected T Get<T>()
        where T : notnull => Portal.Services.GetRequiredService<T>();

    /// <summary>The page's dialogs; opened before the page asks anything.</summary>
    protected IRenderedComponent<MudDialogProvider> Dialogs => _dialogs ??= Render<MudDialogProvider>();

    protected async Task<Actor> SignInAsync(string userName)
    {
        var actor = await Portal.ActorAsync(userName);
        SignIn(actor, userName);
        return actor;
    }

    /// <summary>Signs in a person without an account of the demonstration.</summary>
    protected void SignIn(Actor actor, string userName)
    {
        List<Claim> claims = [new(ViewerClaims.PersonId, actor.PersonId.ToString())];
        if (actor.IsAdministrator)
        {
            claims.Add(new(ViewerClaims.Administrator, "true"));
        }

        _user.SetAuthorized(userName).SetClaims([.. claims]);
    }

    /// <summary>Opens a page under its address.</summary>
    protected IRenderedComponent<TPage> Open<TPage>(string address, Action<ComponentParameterCollectionBuilder<TPage>>? parameters = null)
        where TPage : IComponent
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<TPage>(parameters ?? (_ => { }));
    }

    protected string Address => new Uri(Services.GetRequiredService<NavigationManager>().Uri).PathAndQuery;

    protected async Task<string> JoinAsync(string name, Guid? cohortId = null)
    {
        var actor = await Portal.ActorAsync(Administrator);
        var code = (await Get<ClassList>().OneAsync(actor, cohortId ?? await Portal.CohortIdAsync(), Ct)).Value.JoinCode.ToString();
        var joined = await Get<JoinClass>().RunAsync(new(code, name, "quiet amber lantern"), Ct);
        Assert.True(joined.Succeeded, joined.Refusal?.Message);
        return name;
    }

    protected async Task<Guid> CreateClassAsync(string name) =>
        (await Get<CreateClass>().RunAsync(await Portal.ActorAsync(Administrator), new(name, "day-4-incident-response", "UTC"), Ct)).Value;

    protected override void End() => Portal.Dispose();
}
