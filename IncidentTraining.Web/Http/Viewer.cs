using System.Security.Claims;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Web.Paths;
using Microsoft.AspNetCore.Components.Authorization;

namespace IncidentTraining.Web.Http;

/// <summary>The viewer of a page, to show the right elements. Permissions are checked inside each use case.</summary>
/// <param name="Actor">The person, for use cases.</param>
/// <param name="Name">The name that others see.</param>
/// <param name="Class">The class that the person has selected, or the last they joined; null without one.</param>
/// <param name="Classes">All their classes.</param>
/// <param name="HasChosen">Whether they have selected the class in this browser.</param>
public sealed record ViewerInfo(Actor Actor, string Name, MyClass? Class, IReadOnlyList<MyClass> Classes, bool HasChosen = false)
{
    /// <summary>The names of their archived classes; read only for a person without an open class.</summary>
    public IReadOnlyList<string> Archived { get; init; } = [];

    /// <summary>Why a page about the person's class has nothing to show.</summary>
    public Refusal NoClass =>
        Refusal.NotFound(
            Archived switch
            {
                [] => "You do not belong to a class yet.",
                [var name] => $"{name} is archived: its trainees can no longer open it. Its facilitator can reopen it.",
                var names =>
                    $"Your classes {string.Join(", ", names)} are archived: their trainees can no longer open them. Their facilitators can reopen them.",
            }
        );

    /// <summary>The role in the selected class; if there are several, the most relevant one.</summary>
    public ClassRole? Role => Class?.Role;

    /// <summary>Whether the viewer holds the role in the chosen class.</summary>
    public bool Has(ClassRole role) => Class?.Has(role) is true;

    /// <summary>Whether the viewer is staff of the chosen class.</summary>
    public bool IsStaff => Role is ClassRole.Instructor or ClassRole.Facilitator;

    /// <summary>
    /// The person's home page; with several classes first the selection of one, because staff must not act in the wrong one.
    /// </summary>
    public string Home =>
        !HasChosen && Classes.Count > 1
            ? PeoplePaths.Classes
            : Role switch
            {
                ClassRole.Trainee => "/today",
                ClassRole.Instructor => "/reviews",
                ClassRole.Facilitator => "/desk",
                _ => Actor.IsAdministrator ? "/admin"
                : Archived.Count > 0 ? "/today"
                : "/join",
            };
}

/// <summary>Finds the viewer once per request or circuit; works on static and interactive pages alike.</summary>
public sealed class Viewer(AuthenticationStateProvider authentication, MyClasses myClasses)
{
    private Task<ViewerInfo?>? _found;

    /// <summary>The viewer; null for a visitor who has not signed in.</summary>
    public Task<ViewerInfo?> FindAsync() => _found ??= LoadAsync();

    /// <summary>The viewer of a page that only signed-in people reach.</summary>
    /// <exception cref="InvalidOperationException">No one is signed in: the page lacks its authorisation.</exception>
    public async Task<ViewerInfo> GetAsync() =>
        await FindAsync() ?? throw new InvalidOperationException("No one is signed in on a page that requires a user.");

    private async Task<ViewerInfo?> LoadAsync()
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        if (ViewerClaims.ActorOf(user) is not { } actor)
        {
            return null;
        }

        var classes = await myClasses.RunAsync(actor);
        var chosen = classes.FirstOrDefault(c => c.CohortId.ToString() == user.FindFirstValue(ViewerClaims.ChosenClass));
        return new ViewerInfo(
            actor,
            user.FindFirstValue(ViewerClaims.DisplayName) ?? "",
            chosen ?? classes.FirstOrDefault(),
            classes,
            chosen is not null
        )
        {
            Archived = classes.Count == 0 ? await myClasses.ArchivedAsync(actor) : [],
        };
    }
}
