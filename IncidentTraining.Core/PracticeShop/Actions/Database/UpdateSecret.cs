using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Database;

/// <summary>Gives the API the current value of a secret from the vault.</summary>
sealed class UpdateSecret : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(15);
    const string DatabasePassword = "database-password",
        DatabaseRoots = "database-ca",
        WebhookKey = "paylane-webhook-key",
        ClientCertificate = "paylane-client-certificate",
        MailCertificate = "mail-client-certificate";

    static readonly string[] Secrets = ["mail-key", DatabasePassword, DatabaseRoots, WebhookKey, ClientCertificate, MailCertificate];

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "update-secret",
            "Update a secret",
            "Copies the current value of a secret from the vault into the API's environment and reloads it.",
            Delay,
            [new ArgumentDescription("secret", "Secret", Secrets, null, null, Secrets[0])]
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        var secret = arguments.Choice("secret", Secrets);
        return new ActionPlan(secret, $"The secret {secret} is being copied from the vault.", new ActionStage(Delay, system =>
            {
                if (secret == DatabasePassword)
                    system.DatabaseServer.ApiPasswordValid = true;
                else if (secret == DatabaseRoots)
                    system.DatabaseServer.ApiTrustsPooler = true;
                else if (secret == WebhookKey)
                    system.Paylane.WebhookKeyValid = true;
                else if (secret == ClientCertificate)
                    system.Paylane.RenewCertificate();
                else if (secret == MailCertificate)
                    system.Mail.IsCertificateValid = true;
                system.Changes.Add("config", $"Secret {secret} reloaded");
                if (secret == MailCertificate)
                    return $"The workers have the vault's value of {secret}.";
                return $"The API has the vault's value of {secret}.";
            }));
    }
}
