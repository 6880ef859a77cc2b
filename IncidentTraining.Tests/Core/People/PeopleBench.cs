using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OtpNet;

namespace IncidentTraining.Tests.Core.People;

/// <summary>The real portal with a clock that the test moves, and helpers for its people.</summary>
public sealed class PeopleBench : IDisposable
{
    public const string Administrator = "demo-administrator";
    public const string Facilitator = "demo-facilitator";
    public const string Instructor = "demo-instructor";
    public const string Trainee = "demo-trainee-1";
    public const string Passphrase = "green river stone";

    // Later than today: a client drops a sign-in cookie that has expired by its own clock.
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2090, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public PeopleBench() => Portal = new PortalFactory { Time = Time };

    public PortalFactory Portal { get; }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public T Get<T>()
        where T : notnull => Portal.Services.GetRequiredService<T>();

    public Task<Actor> ActorAsync(string userName) => Portal.ActorAsync(userName);

    /// <summary>A person in a session that has just begun.</summary>
    public async Task<Actor> SignedInAsync(string userName)
    {
        var actor = await ActorAsync(userName);
        return actor with
        {
            SessionId = (await Get<Sessions>().StartAsync(await UserIdAsync(actor.PersonId), new Visit("10.0.0.1"), Ct)).Value,
        };
    }

    /// <summary>A member of staff whose second factor was switched on now, with its secret and the recovery codes.</summary>
    public async Task<(Actor Actor, string Secret, IReadOnlyList<string> Codes)> WithFactorAsync(
        string name,
        ClassRole role = ClassRole.Instructor
    )
    {
        var actor = await StaffAsync(name, role);
        var secret = (await Get<OwnSecondFactor>().BeginAsync(actor, Passphrase, Ct)).Value.Secret;
        var codes = await Get<OwnSecondFactor>().ConfirmAsync(actor, CodeOf(secret), Ct);
        Assert.True(codes.Succeeded, codes.Refusal?.Message);
        return (actor, secret, codes.Value);
    }

    /// <summary>The code that an authenticator app shows, or shows some steps later.</summary>
    public string CodeOf(string secret, int steps = 0) =>
        new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(Time.GetUtcNow().UtcDateTime.AddSeconds(30 * steps));

    /// <summary>The account with which a person signs in.</summary>
    public async Task<string> UserIdAsync(Guid personId)
    {
        await using var db = await Portal.OpenDatabaseAsync();
        return await db.Set<Person>().Where(person => person.Id == personId).Select(person => person.UserId).SingleAsync(Ct);
    }

    public async Task<Guid> IdAsync(string userName) => (await ActorAsync(userName)).PersonId;

    public Task<Guid> ClassAsync() => Portal.CohortIdAsync();

    public async Task<Guid> AnotherClassAsync(string name = "Another class") =>
        (await Get<CreateClass>().RunAsync(await ActorAsync(Administrator), new(name, "day-4-incident-response", "UTC"), Ct)).Value;

    /// <summary>A person with their own account and a role in a class.</summary>
    public async Task<Actor> StaffAsync(string name, ClassRole role, Guid? cohortId = null)
    {
        var added = await Get<AddStaff>()
            .RunAsync(await ActorAsync(Administrator), new(cohortId ?? await ClassAsync(), name, Passphrase, role), Ct);
        Assert.True(added.Succeeded, added.Refusal?.Message);
        return new Actor(added.Value);
    }

    /// <summary>A trainee who has joined by the code of the class.</summary>
    public async Task<Actor> JoinedAsync(string name, Guid? cohortId = null)
    {
        var joined = await JoinAsync(name, cohortId);
        Assert.True(joined.Succeeded, joined.Refusal?.Message);
        return await ActorAsync(joined.Value);
    }

    public async Task<Outcome<string>> JoinAsync(string name, Guid? cohortId = null) =>
        await Get<JoinClass>().RunAsync(new(await CodeAsync(cohortId), name, Passphrase), Ct);

    public async Task<string> CodeAsync(Guid? cohortId = null) => (await MembersAsync(cohortId)).JoinCode.ToString();

    public async Task<ClassDetails> MembersAsync(Guid? cohortId = null) =>
        (await Get<ClassList>().OneAsync(await ActorAsync(Administrator), cohortId ?? await ClassAsync(), Ct)).Value;

    public async Task<ClassMember?> MemberAsync(Guid personId, Guid? cohortId = null) =>
        (await MembersAsync(cohortId)).Members.SingleOrDefault(member => member.PersonId == personId);

    public async Task<IReadOnlyList<AuditEntry>> LogAsync()
    {
        await using var db = await Portal.OpenDatabaseAsync();
        return await db.Set<AuditEntry>().OrderBy(entry => entry.Id).ToListAsync(Ct);
    }

    public Task<Outcome<string>> CheckAsync(string name, string passphrase, string code = "", Visit? visit = null) =>
        Get<CheckPassphrase>().RunAsync(new(code, name, passphrase), visit ?? new Visit("10.0.0.1"), Ct);

    public void Dispose() => Portal.Dispose();
}
