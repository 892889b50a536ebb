"""Who is told: two topics and a budget.

`alerts` is for moderators: that somebody should look, never at what. `alarms` is for whoever looks
after the machines.
"""

from collections.abc import Sequence

from aws_cdk import Stack
from aws_cdk import aws_budgets as budgets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions


def topic(stack: Stack, name: str, emails: Sequence[str]) -> sns.Topic:
    """A topic that only takes encrypted calls, and an e-mail to each of these."""
    made = sns.Topic(
        stack,
        name.title(),
        topic_name=f"{stack.stack_name}-{name}",
        display_name=stack.stack_name,
        enforce_ssl=True,
    )
    for email in emails:
        made.add_subscription(subscriptions.EmailSubscription(email))
    return made


def may_alarm(made: sns.Topic) -> None:
    """Lets alarms of this account publish to the topic."""
    made.add_to_resource_policy(
        iam.PolicyStatement(
            principals=[iam.ServicePrincipal("cloudwatch.amazonaws.com")],
            actions=["sns:Publish"],
            resources=[made.topic_arn],
            conditions={"StringEquals": {"aws:SourceAccount": Stack.of(made).account}},
        )
    )


def add_budget(stack: Stack, dollars: float, emails: Sequence[str]) -> None:
    """A monthly budget: an e-mail at eighty per cent, and when the month will go over it."""
    people = [
        budgets.CfnBudget.SubscriberProperty(subscription_type="EMAIL", address=email)
        for email in emails
    ]
    budgets.CfnBudget(
        stack,
        "Budget",
        budget=budgets.CfnBudget.BudgetDataProperty(
            budget_name=stack.stack_name,
            budget_type="COST",
            time_unit="MONTHLY",
            budget_limit=budgets.CfnBudget.SpendProperty(amount=dollars, unit="USD"),
        ),
        notifications_with_subscribers=[
            budgets.CfnBudget.NotificationWithSubscribersProperty(
                notification=budgets.CfnBudget.NotificationProperty(
                    comparison_operator="GREATER_THAN",
                    notification_type=kind,
                    threshold=share,
                    threshold_type="PERCENTAGE",
                ),
                subscribers=people,
            )
            for kind, share in (("ACTUAL", 80), ("FORECASTED", 100))
        ],
    )
