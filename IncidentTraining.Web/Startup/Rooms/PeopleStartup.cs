using FluentValidation;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;
using IncidentTraining.Web.Features.People;
using IncidentTraining.Web.Http;
using IncidentTraining.Web.Settings;
using Microsoft.AspNetCore.Identity;

namespace IncidentTraining.Web.Startup;

internal static class PeopleStartup
{
    public static void AddPeople(this IServiceCollection services)
    {
        services
            .AddIdentityCore<IdentityUser>(identity =>
            {
                identity.Password.RequiredLength = PersonName.ShortestPassphrase;
                identity.Password.RequireDigit = false;
                identity.Password.RequireLowercase = false;
                identity.Password.RequireUppercase = false;
                identity.Password.RequireNonAlphanumeric = false;
                // A trainee's user name contains the class and the typed name; our own rules validate both.
                identity.User.AllowedUserNameCharacters = "";
            })
            .AddEntityFrameworkStores<TrainingDb>()
            .AddUserStore<PasskeyStore>()
            .AddSignInManager();
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            // Found by the device without a name, and with its PIN, fingerprint or face: it counts as both factors.
            passkeys.ResidentKeyRequirement = "required";
            passkeys.UserVerificationRequirement = "required";
            passkeys.AuthenticatorTimeout = PasskeyChallenges.Lifetime;
        });
        services.AddSingleton<PasskeyChallenges>();
        services.AddScoped<IUserClaimsPrincipalFactory<IdentityUser>, ViewerClaims>();
        services.AddScoped<SignIn>();
        services.AddSingleton<KnownBrowser>();
        services.AddSingleton<PendingSignIn>();
        services.AddSingleton(provider => new DemonstrationDoor(provider.GetRequiredService<PortalSettings>()));
        services.AddScoped<Viewer>();

        services.AddValidatorsFromAssemblyContaining<JoinClass>(ServiceLifetime.Singleton);
        services.AddSingleton<SetUpCode>();
        services.AddSingleton<IPasswordHasher<IdentityUser>, PasswordHasher<IdentityUser>>();
        services.AddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        services.AddSingleton<Accounts>();
        services.AddSingleton<SessionGuard>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<SignInTries>();
        services.AddSingleton<PassphraseWork>();
        services.AddSingleton<NewPassphrases>();
        services.AddSingleton<FactorCodes>();
        services.AddSingleton<OwnProof>();
        services.AddSingleton<MembershipEnds>();
        services.AddSingleton<Anonymise>();
        services.AddSingleton<ErasureSigner>();
        services.AddSingleton<OwnData>();
        services.AddSingleton<ClassesWithoutDay>();
        services.AddSingleton<ClassList>();
        services.AddSingleton<DemonstrationClass>();
    }

    public static void MapPeople(this WebApplication app)
    {
        app.MapPeopleEndpoints();
        app.MapProviders();
    }
}
